package server

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/job"
)

// maxDescription is the most characters a description may have.
const maxDescription = 1000

// create accepts a feed and answers with its job: 201, pending, whatever has
// become of the job meanwhile.
func (s *Server) create(x *exchange) error {
	submission, err := s.submission(x)
	if err != nil {
		return err
	}
	// A client that went away shows in the body. One that has sent it all and
	// closed its side of the connection still waits for the answer.
	ctx := context.WithoutCancel(x.r.Context())
	if err := s.Jobs.CheckQuota(ctx, x.key.Account); err != nil {
		return err
	}
	feed, err := x.feed(submission.DataLocation)
	if err != nil {
		return err
	}
	j, err := s.Jobs.Submit(ctx, submission, feed)
	if x.upload.err != nil && err != nil {
		return errUploadBroken
	}
	if err != nil {
		return err
	}
	x.id = j.ID
	x.w.Header().Set("Location", x.jobURL(j.ID))
	return x.reply(http.StatusCreated, job.Job{
		ID: j.ID, Description: j.Description, Created: j.Created, Status: job.Pending,
	})
}

// submission reads what the parameters say of the feed.
func (s *Server) submission(x *exchange) (job.Submission, error) {
	p := x.params
	format, ok := dataflow.ParseFormat(p.input)
	switch {
	case p.input == "":
		return job.Submission{}, parameterFault("input", "say what the feed is: csv, tab, pipe or xml.")
	case !ok:
		return job.Submission{}, parameterFault("input", "%q is not a format; csv, tab, pipe and xml are.", p.input)
	}
	if err := checkForm(p); err != nil {
		return job.Submission{}, err
	}
	if n := utf8.RuneCountInString(p.description); n > maxDescription {
		return job.Submission{}, parameterFault("description", "it has %d characters; %d are the most.", n, maxDescription)
	}
	if err := s.checkDataLocation(p.dataLocation); err != nil {
		return job.Submission{}, err
	}
	return job.Submission{
		Account:      x.key.Account,
		KeyID:        x.key.ID,
		Description:  p.description,
		Format:       format,
		DataLocation: p.dataLocation,
	}, nil
}

func (s *Server) checkDataLocation(location string) error {
	if location == "" {
		return nil
	}
	if s.DataLocationAllowed == nil {
		return parameterFault("dataLocation", "this server fetches feeds from no host; send the feed as the request's body, "+
			"or ask its operator to allow the host (milepost serve --data-location-hosts).")
	}
	if err := s.DataLocationAllowed(location); err != nil {
		return parameterFault("dataLocation", "%s.", err)
	}
	return nil
}

// feed is the request's body, or nil where the feed is to be fetched: it is
// in one place or the other.
func (x *exchange) feed(dataLocation string) (io.Reader, error) {
	body := bufio.NewReaderSize(x.upload, 64<<10)
	_, err := body.Peek(1)
	switch empty := err == io.EOF; {
	case err != nil && !empty:
		return nil, errUploadBroken
	case empty && dataLocation == "":
		return nil, parameterFault("dataLocation", "the request has no body either; send the feed as the body.")
	case !empty && dataLocation != "":
		return nil, parameterFault("dataLocation", "the request has a body too; send the feed in one way only.")
	case empty:
		return nil, nil
	}
	return body, nil
}

// checkForm checks the parameters that say what an envelope looks like.
func checkForm(p parameters) error {
	switch p.output {
	case "", "json":
		if p.jsonp != "" && !isCallback(p.jsonp) {
			return parameterFault("jsonp", "a callback is a plain identifier, or several joined by dots.")
		}
	case "xml":
	default:
		return parameterFault("output", "%q is not a format of answers; json and xml are.", p.output)
	}
	return nil
}
