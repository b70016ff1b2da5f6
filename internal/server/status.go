package server

import (
	"net/http"

	"github.com/milepost/milepost/internal/job"
)

// status answers with one job.
func (s *Server) status(x *exchange) error {
	if err := checkForm(x.params); err != nil {
		return err
	}
	j, err := s.job(x)
	if err != nil {
		return err
	}
	return x.reply(http.StatusOK, j)
}

// list answers with all jobs of the key's account.
func (s *Server) list(x *exchange) error {
	if err := checkForm(x.params); err != nil {
		return err
	}
	jobs, err := s.Jobs.List(x.r.Context(), x.key.Account)
	if err != nil {
		return err
	}
	return x.reply(http.StatusOK, jobs...)
}

// job finds the job that the path names. It belongs to the key that created
// it; another account must not even learn that it exists.
func (s *Server) job(x *exchange) (job.Job, error) {
	if !isJobID(x.id) {
		return job.Job{}, job.ErrNotFound
	}
	j, err := s.Jobs.Get(x.r.Context(), x.id)
	switch {
	case err != nil:
		return job.Job{}, err
	case j.Account != x.key.Account:
		return job.Job{}, job.ErrNotFound
	case j.KeyID != x.key.ID:
		return job.Job{}, errOtherKey
	}
	return j, nil
}
