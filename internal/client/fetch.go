package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

// partial ends the name of a download that is not whole yet.
const partial = ".partial"

// errChanged is a server that answers for another range than was asked for.
var errChanged = protocolError{errors.New("the server answered with another range of the results than was asked for")}

// Fetch downloads one side of a completed job to a file. What comes is kept
// in path.partial, which is moved to path when it is whole. Where the
// connection breaks, or an earlier Fetch was interrupted, it goes on from
// there if the server has ranges, and begins anew if not: a job's results do
// not change. A file that is there already is whole, and is left as it is.
func (c *Client) Fetch(ctx context.Context, jobURL string, side Side, path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	file, err := os.OpenFile(path+partial, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return fmt.Errorf("keep the download: %w", err)
	}
	defer file.Close()
	d := &download{client: c, job: jobURL, side: side, file: file}
	if d.size, err = file.Seek(0, io.SeekEnd); err != nil {
		return fmt.Errorf("keep the download: %w", err)
	}
	if err := c.again(ctx, func() (bool, error) { return d.next(ctx) }); err != nil {
		return fmt.Errorf("download: %w", err)
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("keep the download: %w", err)
	}
	return os.Rename(path+partial, path)
}

// download is one on its way into a file.
type download struct {
	client *Client
	job    string
	side   Side
	file   *os.File
	size   int64 // bytes of the results that are in file
}

// next asks for what is missing, and tells whether some of it came.
func (d *download) next(ctx context.Context) (goton bool, err error) {
	resp, err := d.client.output(ctx, d.job, d.side, d.size)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	total := int64(-1)
	switch resp.StatusCode {
	case http.StatusOK: // from the first byte on
		if err := d.cut(0); err != nil {
			return false, err
		}
	case http.StatusPartialContent:
		var first, last int64
		if n, _ := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total); n < 2 || first != d.size {
			return false, errChanged
		}
	case http.StatusRequestedRangeNotSatisfiable: // all is there, or more than all
		if n, _ := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes */%d", &total); n == 1 && total == d.size {
			return false, nil
		}
		if d.size == 0 {
			return false, errChanged
		}
		return false, errors.Join(io.ErrUnexpectedEOF, d.cut(0))
	default:
		return false, d.client.refused(resp)
	}
	before := d.size
	if err := d.take(resp.Body); err != nil {
		return d.size > before, err
	}
	if total >= 0 && d.size != total {
		return d.size > before, io.ErrUnexpectedEOF
	}
	return true, nil
}

// cut takes back what is in the file beyond a size.
func (d *download) cut(size int64) error {
	_, err := d.file.Seek(size, io.SeekStart)
	if err := errors.Join(err, d.file.Truncate(size)); err != nil {
		return ownFault{err}
	}
	d.size = size
	return nil
}

// take appends what comes to the file.
func (d *download) take(body io.Reader) error {
	block := make([]byte, 64<<10)
	for {
		n, err := body.Read(block)
		if _, err := d.file.Write(block[:n]); err != nil {
			return ownFault{fmt.Errorf("keep the download: %w", err)}
		}
		d.size += int64(n)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return d.client.hideURL(err)
		}
	}
}

// output asks for one side of a job from a byte on.
func (c *Client) output(ctx context.Context, jobURL string, side Side, from int64) (*http.Response, error) {
	header := http.Header{}
	if from > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", from))
	}
	return c.do(ctx, http.MethodGet, geocodePath+"/"+lastSegment(jobURL)+"/output/"+string(side), url.Values{}, header, nil)
}

// hideURL takes the URL, which holds the key, off an error of the transport.
func (c *Client) hideURL(err error) error {
	var withURL *url.Error
	if errors.As(err, &withURL) {
		err = withURL.Err
	}
	if text := c.hideKey(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// hideKey takes the key off what others say.
func (c *Client) hideKey(text string) string {
	if c.key == "" {
		return text
	}
	return strings.NewReplacer(c.key, "[key]", url.QueryEscape(c.key), "[key]").Replace(text)
}
