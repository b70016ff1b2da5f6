package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// checkpointEvery is how often it is noted how far the work is: what of it is
// done again at most after a kill.
const checkpointEvery = 2 * time.Second

// checkpoint says how far work is that writes a partial output: what counts
// of that is its first Size bytes, which are whole rows. It stands beside the
// partial output, and goes with it.
type checkpoint struct {
	Version  int      `json:"version"`
	Settings settings `json:"settings"`
	Rows     int64    `json:"rows"`
	Size     int64    `json:"size"`
	High     int64    `json:"high"`
	Medium   int64    `json:"medium"`
	Low      int64    `json:"low"`
	Failed   int64    `json:"failed"`
	Faulty   int64    `json:"faulty"`
	Fault    string   `json:"fault,omitempty"`
	Summary  []byte   `json:"summary,omitempty"` // of a report
}

const checkpointVersion = 1

// settings are what an output depends on, by what people call it. Work goes
// on only with the same.
type settings map[string]string

func (c *checkpoint) setTally(t *tally) {
	c.Rows, c.Failed, c.Faulty, c.Fault = t.rows, t.failed, t.faulty, t.fault
	c.High, c.Medium, c.Low = t.answered[geocode.High], t.answered[geocode.Medium], t.answered[geocode.Low]
}

func (c *checkpoint) tally() tally {
	t := tally{rows: c.Rows, failed: c.Failed, faulty: c.Faulty, fault: c.Fault}
	t.answered[geocode.High], t.answered[geocode.Medium], t.answered[geocode.Low] = c.High, c.Medium, c.Low
	return t
}

// save replaces the checkpoint at path. The output must be on disk before.
func (c *checkpoint) save(path string) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	temp := path + ".tmp"
	if err := os.WriteFile(temp, data, 0o666); err != nil {
		os.Remove(temp) // the one before still counts
		return err
	}
	return os.Rename(temp, path)
}

// loadCheckpoint reads what there is to go on from; nil where there is
// nothing. It fails where the settings are others.
func loadCheckpoint(path string, now settings) (*checkpoint, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read how far the work was: %w", err)
	}
	var c checkpoint
	if err := json.Unmarshal(data, &c); err != nil || c.Version != checkpointVersion {
		return nil, fmt.Errorf("%s does not say how far the work was; start anew without --resume", path)
	}
	var others []string
	for name, value := range now {
		if c.Settings[name] != value {
			others = append(others, name)
		}
	}
	if slices.Sort(others); len(others) > 0 {
		return nil, fmt.Errorf("the work that was interrupted had another %s; go on with the same as then, or start anew without --resume", strings.Join(others, ", another "))
	}
	return &c, nil
}

// rowsDone is how many rows a checkpoint speaks of; 0 where there is none.
func rowsDone(path string) int64 {
	var c checkpoint
	if data, err := os.ReadFile(path); err != nil || json.Unmarshal(data, &c) != nil {
		return 0
	}
	return c.Rows
}

// identity tells an input from others: by its length and how it begins.
func (in *feedInput) identity() string {
	head, _ := in.Peek(sniffed)
	hash := fnv.New64a()
	hash.Write(head)
	size := int64(-1)
	if in.regular() {
		size = in.info.Size()
	}
	return fmt.Sprintf("%s, %d bytes, %016x", filepath.Base(in.name), size, hash.Sum64())
}

// resumeAt opens a partial output to go on behind what counts of it.
func (o *output) resumeAt(c *checkpoint, summary table.Summary) error {
	info, err := o.file.Stat()
	if err != nil || info.Size() < c.Size {
		return fmt.Errorf("%s is shorter than it was; start anew without --resume", o.name)
	}
	if err := o.file.Truncate(c.Size); err != nil {
		return fmt.Errorf("cut %s to its whole rows: %w", o.name, err)
	}
	if _, err := o.file.Seek(c.Size, io.SeekStart); err != nil {
		return fmt.Errorf("go on in %s: %w", o.name, err)
	}
	o.size, o.begun, o.before = c.Size, c.Size > 0, c.tally()
	o.last = o.before
	if summary != nil && len(c.Summary) > 0 {
		return summary.UnmarshalBinary(c.Summary)
	}
	return nil
}

// note saves how far the work is, if it is time.
func (o *output) note(now bool) error {
	if o.checkpoint == "" || !now && time.Since(o.noted) < checkpointEvery {
		return nil
	}
	o.noted = time.Now()
	if err := o.file.Sync(); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	c := checkpoint{Version: checkpointVersion, Settings: o.settings, Size: o.size}
	c.setTally(&o.last)
	if o.summary != nil {
		state, err := o.summary.MarshalBinary()
		if err != nil {
			return err
		}
		c.Summary = state
	}
	if err := c.save(o.checkpoint); err != nil && !isFull(err) {
		return fmt.Errorf("note how far the work is: %w", err)
	}
	return nil
}
