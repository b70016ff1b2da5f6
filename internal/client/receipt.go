package client

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/milepost/milepost/internal/dataflow"
)

// Receipt is what is known of a feed that was submitted, as one job or as
// several. It holds no key. Kept in a file, it is what a client that was
// killed goes on from.
type Receipt struct {
	Server      string          `json:"server"` // its address
	Input       string          `json:"input"`  // name of what was submitted
	Format      dataflow.Format `json:"format"`
	Description string          `json:"description"`
	// Tag makes the descriptions of the jobs different from all others.
	Tag   string       `json:"tag"`
	Rows  int64        `json:"rows"`
	Table bool         `json:"table,omitempty"` // the rows are a table's Questions
	Whole bool         `json:"whole"`           // all rows are submitted
	Jobs  []ReceiptJob `json:"jobs"`            // in the order of the input

	loaded bool // from a file: what came after it was saved is not known
}

// ReceiptJob is the job of a part.
type ReceiptJob struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"` // of the part, unpacked
}

// NewReceipt begins a receipt.
func NewReceipt(server, input, description string, format dataflow.Format, rows int64) *Receipt {
	var tag [4]byte
	rand.Read(tag[:]) // never fails
	return &Receipt{Server: server, Input: input, Description: description, Format: format, Tag: hex.EncodeToString(tag[:]), Rows: rows, Jobs: []ReceiptJob{}}
}

// LoadReceipt reads a receipt from a file.
func LoadReceipt(path string) (*Receipt, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxAnswer))
	if err != nil {
		return nil, err
	}
	var r Receipt
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s is no receipt of jobs: %w", path, err)
	}
	if _, ok := dataflow.ParseFormat(string(r.Format)); !ok || r.Server == "" {
		return nil, fmt.Errorf("%s is no receipt of jobs: it names no server or no format", path)
	}
	r.loaded = true
	return &r, nil
}

// URLs are the addresses of the receipt's jobs.
func (r *Receipt) URLs() []string {
	var urls []string
	for _, j := range r.Jobs {
		urls = append(urls, j.URL)
	}
	return urls
}

// Save writes the receipt to a file, in one step.
func (r *Receipt) Save(path string) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("keep the receipt: %w", err)
	}
	_, err = file.Write(append(data, '\n'))
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		os.Remove(file.Name())
		return fmt.Errorf("keep the receipt: %w", err)
	}
	return nil
}

// maxDescription is how long a description may be, in characters.
const maxDescription = 1000

// describe is the description of the receipt's next job.
func (r *Receipt) describe() string {
	tag := fmt.Sprintf(" (%s-%d)", r.Tag, len(r.Jobs)+1)
	text := []rune(r.Description)
	return string(text[:min(len(text), maxDescription-len(tag))]) + tag
}
