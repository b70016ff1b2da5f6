package server

import (
	"time"

	"github.com/milepost/milepost/internal/job"
)

// resourceType must be the first member of a job: a client reads zeros else.
const resourceType = "DataflowJob:http://schemas.microsoft.com/search/local/ws/rest/v1"

// resource is a job as the API shows it. The fields' order is the JSON's.
type resource struct {
	Type                 string `json:"__type"`
	ID                   string `json:"id"`
	Links                []link `json:"links"`
	CompletedDate        string `json:"completedDate,omitempty"` // left out while pending
	CreatedDate          string `json:"createdDate"`
	Description          string `json:"description"`
	ErrorMessage         string `json:"errorMessage,omitempty"` // only when Aborted
	FailedEntityCount    int64  `json:"failedEntityCount"`
	ProcessedEntityCount int64  `json:"processedEntityCount"`
	Status               string `json:"status"`
	TotalEntityCount     int64  `json:"totalEntityCount"`

	created, completed time.Time // for the XML's dates
}

type link struct {
	Name string `json:"name,omitempty"`
	Role string `json:"role"`
	URL  string `json:"url"`
}

func (x *exchange) resources(jobs []job.Job) []resource {
	list := make([]resource, 0, len(jobs)) // [] in JSON, not null
	for i := range jobs {
		list = append(list, x.resource(&jobs[i]))
	}
	return list
}

func (x *exchange) resource(j *job.Job) resource {
	r := resource{
		Type:                 resourceType,
		ID:                   j.ID,
		Links:                x.links(j),
		CreatedDate:          jsonDate(j.Created),
		Description:          j.Description,
		FailedEntityCount:    j.Failed,
		ProcessedEntityCount: j.Processed,
		Status:               string(j.Status),
		TotalEntityCount:     j.Total,
		created:              j.Created,
	}
	if j.Status != job.Pending {
		r.completed = j.Completed
		r.CompletedDate = jsonDate(j.Completed)
	}
	if j.Status == job.Aborted {
		r.ErrorMessage = j.Error
	}
	return r
}

// links are the job's own address and, once it is completed, those of the
// outputs that have rows: clients take the second for the succeeded ones.
func (x *exchange) links(j *job.Job) []link {
	self := x.jobURL(j.ID)
	links := []link{{Role: "self", URL: self}}
	if j.Status != job.Completed || j.Expired {
		return links
	}
	if j.Succeeded() > 0 {
		links = append(links, link{Name: "succeeded", Role: "output", URL: self + "/output/succeeded"})
	}
	if j.Failed > 0 {
		links = append(links, link{Name: "failed", Role: "output", URL: self + "/output/failed"})
	}
	return links
}
