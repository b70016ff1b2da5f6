package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/job"
)

// The envelope's authenticationResultCode.
const (
	authNone          = "None" // the key was not looked at
	authValid         = "ValidCredentials"
	authMissing       = "NoCredentials"
	authInvalid       = "InvalidCredentials"
	authExpired       = "CredentialsExpired"
	authNotAuthorized = "NotAuthorized"
)

// How long a client is asked to wait after a 503.
const (
	retryInProcess = 30 * time.Second // a job may end at any moment
	retryPerDay    = time.Hour
)

// fault is an error as the client sees it.
type fault struct {
	status     int
	auth       string // authenticationResultCode; "" leaves what is known
	details    []string
	allow      string        // Allow header of a 405
	retryAfter time.Duration // Retry-After header of a 503
	cause      error         // for the log alone
}

func (f *fault) Error() string { return strings.Join(f.details, " ") }

const accessDenied = "Access was denied. You may have entered your credentials incorrectly, " +
	"or you might not have access to the requested resource or operation."

var (
	errNoPath = &fault{status: http.StatusNotFound, details: []string{
		"There is nothing at this address; the API is at /REST/v1/Dataflows/Geocode and /REST/v1/Dataflows/ListJobs."}}
	errNoCredentials = &fault{status: http.StatusUnauthorized, auth: authMissing, details: []string{accessDenied}}
	errInvalidKey    = &fault{status: http.StatusUnauthorized, auth: authInvalid, details: []string{accessDenied}}
	errExpiredKey    = &fault{status: http.StatusUnauthorized, auth: authExpired, details: []string{accessDenied}}
	errOtherKey      = &fault{status: http.StatusForbidden, auth: authNotAuthorized, details: []string{accessDenied}}
	errUploadBroken  = &fault{status: http.StatusBadRequest, details: []string{
		"The upload ended before its end or stalled, so no job was made; send the feed again."}}
	errAbandoned = &fault{status: http.StatusBadRequest, details: []string{"The client went away."}}
)

// The sentences of a 404 below a job's address.
const (
	noSuchJob   = "There is no such job."
	stillWaits  = "The job is still pending; its results can be downloaded once its status is Completed."
	noResults   = "The job has no results to download: it was aborted, or its results have expired."
	serverFault = "The server could not handle the request; its log says why, under this answer's trace ID."
)

// faultOf maps an error to what the client sees of it.
func faultOf(err error) *fault {
	var (
		f     *fault
		feed  *job.FeedError
		large *job.TooLargeError
		quota *job.QuotaError
	)
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &feed):
		return &fault{status: http.StatusBadRequest, details: []string{feed.Error()}}
	case errors.As(err, &large):
		return &fault{status: http.StatusRequestEntityTooLarge, details: []string{large.Error()}}
	case errors.As(err, &quota):
		return quotaFault(quota)
	case errors.Is(err, job.ErrNoKey):
		return errInvalidKey
	case errors.Is(err, job.ErrKeyExpired):
		return errExpiredKey
	case errors.Is(err, job.ErrNotFound):
		return &fault{status: http.StatusNotFound, details: []string{noSuchJob}}
	case errors.Is(err, job.ErrPending):
		return &fault{status: http.StatusNotFound, details: []string{stillWaits}}
	case errors.Is(err, job.ErrNoOutput):
		return &fault{status: http.StatusNotFound, details: []string{noResults}}
	}
	return &fault{status: http.StatusInternalServerError, details: []string{serverFault}, cause: err}
}

// quotaFault has the quota's text as its one detail: clients compare it whole.
func quotaFault(q *job.QuotaError) *fault {
	wait := retryInProcess
	if q.PerDay {
		wait = retryPerDay
	}
	return &fault{status: http.StatusServiceUnavailable, details: []string{q.Error()}, retryAfter: wait}
}

// parameterFault is a bad parameter; valid says, as the end of a sentence
// that begins with its name, what is wrong and what would be right.
func parameterFault(name, valid string, args ...any) *fault {
	return &fault{status: http.StatusBadRequest, details: []string{
		"One or more parameters are not valid.",
		name + ": This parameter is missing or invalid.",
		name + ": " + fmt.Sprintf(valid, args...),
	}}
}

// methodFault is a method that the route does not take.
func methodFault(r *route) *fault {
	return &fault{status: http.StatusMethodNotAllowed, allow: r.allow(), details: []string{
		"This address does not take the request's method; it takes " + r.allow() + "."}}
}
