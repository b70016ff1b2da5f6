package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/milepost/milepost/internal/client"
)

// namedJobs are those that a command is about.
type namedJobs struct {
	Jobs []string `arg:"" name:"job" help:"IDs or addresses of jobs, or files with receipts of 'job submit'."`
	connection
}

type jobStatusCommand struct{ namedJobs }

// Help shows an example below the flags.
func (jobStatusCommand) Help() string {
	return "Example: milepost job status customers.jobs.json --json"
}

// Run asks once for each job and prints what the server says.
func (c *jobStatusCommand) Run(r *run) error {
	named, server, err := c.reach(r, c.Jobs)
	if err != nil {
		return err
	}
	var jobs []client.Job
	for _, url := range named.urls {
		j, err := server.Status(r.ctx, url)
		if err != nil {
			return c.explain(interrupted(r.ctx, err))
		}
		jobs = append(jobs, j)
	}
	return showJobs(r, server, jobs)
}

type jobListCommand struct{ connection }

// Help shows an example below the flags.
func (jobListCommand) Help() string {
	return "Example: milepost job list --server https://geocode.example.com"
}

// Run lists the account's jobs, pending ones first.
func (c *jobListCommand) Run(r *run) error {
	server, err := c.connect(r, "")
	if err != nil {
		return err
	}
	jobs, err := server.List(r.ctx)
	if err != nil {
		return c.explain(interrupted(r.ctx, err))
	}
	return showJobs(r, server, jobs)
}

type jobWaitCommand struct{ namedJobs }

// Help shows an example below the flags.
func (jobWaitCommand) Help() string {
	return "Example: milepost job wait 0123456789abcdef0123456789abcdef && echo done"
}

// Run waits until all jobs have ended. It fails where one was aborted.
func (c *jobWaitCommand) Run(r *run) error {
	named, server, err := c.reach(r, c.Jobs)
	if err != nil {
		return err
	}
	jobs, err := waitForJobs(r, server, named.urls)
	if err != nil {
		return c.explain(interrupted(r.ctx, err))
	}
	if err := showJobs(r, server, jobs); err != nil {
		return err
	}
	return aborted(jobs)
}

// waitForJobs waits and shows how far the jobs are.
func waitForJobs(r *run, server *client.Client, urls []string) ([]client.Job, error) {
	show := newLineProgress(r)
	defer show.done()
	start := time.Now()
	return server.WaitAll(r.ctx, urls, func(jobs []client.Job) { show.tell(describeJobs(jobs, time.Since(start))) })
}

// describeJobs is the line that tells how far jobs are.
func describeJobs(jobs []client.Job, since time.Duration) string {
	var sum client.Job
	ended := 0
	for _, j := range jobs {
		sum.Total += j.Total
		sum.Processed += j.Processed
		sum.Failed += j.Failed
		if j.Done() {
			ended++
		}
	}
	s := fmt.Sprintf("%s  %d of %d rows, %d failed", percent(sum.Processed, sum.Total), sum.Processed, sum.Total, sum.Failed)
	if len(jobs) > 1 {
		s += fmt.Sprintf(", %d of %d jobs ended", ended, len(jobs))
	}
	if left := sum.Total - sum.Processed; left > 0 && sum.Processed > 0 && since > time.Second {
		s += fmt.Sprintf(", %s left", (since * time.Duration(left) / time.Duration(sum.Processed)).Round(time.Second))
	}
	return s
}

// aborted tells which jobs were, and why.
func aborted(jobs []client.Job) error {
	var errs []error
	for _, j := range jobs {
		if j.Status != "Completed" {
			errs = append(errs, fmt.Errorf("the job %s is %s: %s", j.ID, j.Status, printable(j.Error)))
		}
	}
	if len(errs) > 1 {
		return fmt.Errorf("%w (and %d more jobs)", errs[0], len(errs)-1)
	}
	return errors.Join(errs...)
}
