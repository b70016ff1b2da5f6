package client

import (
	"fmt"
	"net/http"
	"time"
)

// Job is a job as the server shows it.
type Job struct {
	ID          string
	URL         string // the server's own, without key
	Description string
	Status      string // "Pending", "Completed" or "Aborted"
	Error       string // why it was aborted
	Created     time.Time
	Completed   time.Time // or aborted; zero while pending
	Total       int64     // rows
	Processed   int64     // rows answered or failed so far
	Failed      int64     // of those

	// Whether that side can be downloaded, which one without rows cannot.
	HasSucceeded, HasFailed bool
}

// Done tells whether the job has ended, well or not.
func (j *Job) Done() bool { return j.Status != "Pending" }

type envelope struct {
	ErrorDetails []string `json:"errorDetails"`
	ResourceSets []struct {
		Resources []resource `json:"resources"`
	} `json:"resourceSets"`
	TraceID string `json:"traceId"`
}

type resource struct {
	ID    string `json:"id"`
	Links []struct {
		Name string `json:"name"`
		Role string `json:"role"`
		URL  string `json:"url"`
	} `json:"links"`
	CompletedDate        string `json:"completedDate"`
	CreatedDate          string `json:"createdDate"`
	Description          string `json:"description"`
	ErrorMessage         string `json:"errorMessage"`
	FailedEntityCount    int64  `json:"failedEntityCount"`
	ProcessedEntityCount int64  `json:"processedEntityCount"`
	Status               string `json:"status"`
	TotalEntityCount     int64  `json:"totalEntityCount"`
}

func (e *envelope) jobs() ([]Job, error) {
	var jobs []Job
	for _, set := range e.ResourceSets {
		for i := range set.Resources {
			j, err := set.Resources[i].job()
			if err != nil {
				return nil, err
			}
			jobs = append(jobs, j)
		}
	}
	return jobs, nil
}

func (r *resource) job() (Job, error) {
	j := Job{
		ID:          r.ID,
		Description: r.Description,
		Status:      r.Status,
		Error:       r.ErrorMessage,
		Total:       r.TotalEntityCount,
		Processed:   r.ProcessedEntityCount,
		Failed:      r.FailedEntityCount,
	}
	for _, link := range r.Links {
		switch {
		case link.Role == "self":
			j.URL = link.URL
		case link.Name == string(Succeeded):
			j.HasSucceeded = true
		case link.Name == string(Failed):
			j.HasFailed = true
		}
	}
	var err error
	if j.Created, err = http.ParseTime(r.CreatedDate); err != nil {
		return j, protocolError{fmt.Errorf("the job's date: %w", err)}
	}
	if r.CompletedDate != "" {
		if j.Completed, err = http.ParseTime(r.CompletedDate); err != nil {
			return j, protocolError{fmt.Errorf("the job's date: %w", err)}
		}
	}
	return j, nil
}
