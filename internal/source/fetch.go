package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// maxSilence is how long a server may send nothing before we give up.
const maxSilence = 2 * time.Minute

// open opens the file or asks the server.
func (in *Input) open(ctx context.Context) (io.ReadCloser, error) {
	if IsURL(in.location) {
		return in.get(ctx)
	}
	file, err := os.Open(in.location)
	if err != nil {
		return nil, fmt.Errorf("open source: %w", err)
	}
	return file, nil
}

func (in *Input) get(ctx context.Context) (io.ReadCloser, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, in.location, nil)
	if err != nil {
		cancel(nil)
		return nil, fmt.Errorf("fetch source: %w", err)
	}
	// What the server compresses on its own account would make the counts of
	// bytes disagree.
	request.Header.Set("Accept-Encoding", "identity")
	body := &patient{cancel: cancel, ctx: ctx}
	body.timer = time.AfterFunc(maxSilence, body.giveUp)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		body.stop()
		return nil, fmt.Errorf("fetch source: %w", err)
	}
	body.timer.Stop()
	body.from = response.Body
	if response.StatusCode != http.StatusOK {
		body.Close()
		return nil, fmt.Errorf("%s answers %s: check the address", in.location, response.Status)
	}
	in.total.Store(response.ContentLength)
	return body, nil
}

var errSilence = fmt.Errorf("the server sent nothing for %s: try again", maxSilence)

// patient reads a response's body as long as something comes.
type patient struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	from   io.ReadCloser
}

func (p *patient) giveUp() { p.cancel(errSilence) }

func (p *patient) stop() {
	p.timer.Stop()
	p.cancel(nil)
}

// Read passes on what comes; a silence ends it with errSilence. The time that
// passes between two reads is ours, not the server's.
func (p *patient) Read(b []byte) (int, error) {
	p.timer.Reset(maxSilence)
	n, err := p.from.Read(b)
	p.timer.Stop()
	if err != nil && errors.Is(context.Cause(p.ctx), errSilence) {
		err = errSilence
	}
	return n, err
}

// Close ends the request.
func (p *patient) Close() error {
	p.stop()
	return p.from.Close()
}
