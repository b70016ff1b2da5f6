package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/client"
)

type jobCommand struct {
	Submit   jobSubmitCommand   `cmd:"" help:"Send a file to a Dataflow server; with -o, wait for the answers too."`
	Wait     jobWaitCommand     `cmd:"" help:"Wait until jobs have ended."`
	Status   jobStatusCommand   `cmd:"" help:"Tell how far jobs are."`
	List     jobListCommand     `cmd:"" help:"List the jobs of the key's account."`
	Download jobDownloadCommand `cmd:"" help:"Fetch the answers of jobs, joined in the order of the input."`
}

// connection says which server, and as whom.
type connection struct {
	Server   string        `help:"Address of the Dataflow server." placeholder:"URL"`
	Key      string        `help:"API key; better given in the environment or the config file, where 'ps' does not show it." placeholder:"KEY"`
	Patience time.Duration `default:"10m" help:"How long to try again while the server is overloaded or out of reach, 10m by default; 0s: not at all." placeholder:"DURATION"`
}

// connect makes the client. server is that of a receipt, where there is one.
func (c *connection) connect(r *run, server string) (*client.Client, error) {
	if c.Server != "" {
		server = c.Server
	}
	switch {
	case server == "":
		return nil, usageError{errors.New("which server? name it with --server URL or in MILEPOST_SERVER")}
	case c.Key == "":
		return nil, usageError{errors.New("which API key? put it into MILEPOST_KEY or the config file, or give it with --key")}
	case c.Patience < 0:
		return nil, usageError{errors.New("--patience is a duration such as 10m")}
	case c.Patience == 0:
		c.Patience = -1
	}
	made, err := client.New(client.Config{URL: server, Key: c.Key, Patience: c.Patience, Retrying: func(err error, pause time.Duration) {
		r.say("%v; trying again within %s", err, pause.Round(time.Second))
	}})
	if err != nil {
		return nil, usageError{fmt.Errorf("--server: %w", err)}
	}
	return made, nil
}

// reach finds the jobs that arguments name, and their server.
func (c *connection) reach(r *run, args []string) (*jobsOf, *client.Client, error) {
	named, err := readJobs(args)
	if err != nil {
		return nil, nil, err
	}
	server, err := c.connect(r, named.server)
	return named, server, err
}

// explain adds to a refusal what to do about it.
func (c *connection) explain(err error) error {
	var refused *client.Error
	if !errors.As(err, &refused) {
		return err
	}
	does := ""
	switch refused.Status {
	case 401, 403:
		does = "check the key: it must be valid, and for jobs the one that made them"
	case 404:
		does = "'milepost job list' shows those there are"
	case 413:
		does = "a single row is too much for this server"
	default:
		return err
	}
	return fmt.Errorf("%s; %s", strings.TrimSuffix(err.Error(), "."), does)
}

// jobsOf are the jobs that arguments name: IDs, addresses, or files with
// receipts.
type jobsOf struct {
	server  string // of the receipts; "" where there is none
	urls    []string
	receipt *client.Receipt // where the one argument names one
}

func readJobs(args []string) (*jobsOf, error) {
	jobs := &jobsOf{}
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || info.IsDir() {
			if strings.HasSuffix(arg, ".json") {
				return nil, fmt.Errorf("there is no receipt %s", arg)
			}
			jobs.urls = append(jobs.urls, arg)
			continue
		}
		receipt, err := client.LoadReceipt(arg)
		if err != nil {
			return nil, err
		}
		if jobs.server != "" && jobs.server != receipt.Server {
			return nil, fmt.Errorf("the receipts are of different servers, %s and %s: ask one after the other", jobs.server, receipt.Server)
		}
		jobs.server = receipt.Server
		jobs.urls = append(jobs.urls, receipt.URLs()...)
		if len(args) == 1 {
			jobs.receipt = receipt
		}
	}
	return jobs, nil
}

// jobRow is a job as lists show it.
type jobRow struct {
	ID          string     `json:"id"`
	URL         string     `json:"url"` // without key
	Description string     `json:"description"`
	Status      string     `json:"status"`
	Error       string     `json:"error,omitempty"`
	Created     time.Time  `json:"created"`
	Completed   *time.Time `json:"completed,omitempty"`
	Total       int64      `json:"total"`
	Processed   int64      `json:"processed"`
	Failed      int64      `json:"failed"`
}

// showJobs prints jobs as a table or as JSON.
func showJobs(r *run, c *client.Client, jobs []client.Job) error {
	if r.json {
		rows := make([]jobRow, 0, len(jobs))
		for _, j := range jobs {
			row := jobRow{ID: j.ID, URL: c.JobURL(j.ID), Description: j.Description, Status: j.Status, Error: j.Error,
				Created: j.Created, Total: j.Total, Processed: j.Processed, Failed: j.Failed}
			if !j.Completed.IsZero() {
				row.Completed = &j.Completed
			}
			rows = append(rows, row)
		}
		return json.NewEncoder(r.Out).Encode(rows)
	}
	table := [][]string{{"ID", "STATUS", "DONE", "ROWS", "FAILED", "CREATED", "DESCRIPTION"}}
	for _, j := range jobs {
		description := j.Description
		if j.Error != "" {
			description += ": " + j.Error
		}
		table = append(table, []string{j.ID, j.Status, percent(j.Processed, j.Total), fmt.Sprint(j.Total), fmt.Sprint(j.Failed),
			j.Created.UTC().Format("2006-01-02 15:04"), printable(description)})
	}
	return printTable(r.Out, fitTable(table, widthOf(r.Out, unlimited), []string{"DESCRIPTION"}, []string{"CREATED", "DONE"}))
}

func percent(done, all int64) string {
	if all == 0 {
		return "-"
	}
	return fmt.Sprintf("%d%%", 100*done/all)
}

// printable takes out of others' texts what would move a terminal's cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
