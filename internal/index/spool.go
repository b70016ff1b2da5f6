package index

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
)

// spool is the payload of a section that grows while others do: a file that
// is copied into the index when its turn comes.
type spool struct {
	file *os.File
	out  *bufio.Writer
	size uint64
}

func newSpool(dir, name string) (*spool, error) {
	file, err := os.CreateTemp(dir, name+"-*")
	if err != nil {
		return nil, fmt.Errorf("spool section %s: %w", name, err)
	}
	return &spool{file: file, out: bufio.NewWriterSize(file, blockSize)}, nil
}

// Write adds to the payload. Errors stick and are told by copyTo.
func (s *spool) Write(p []byte) (int, error) {
	s.size += uint64(len(p))
	return s.out.Write(p)
}

// again gives the payload from its beginning. Nothing more is added to it.
func (s *spool) again() (io.Reader, error) {
	if err := s.out.Flush(); err != nil {
		return nil, err
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return s.file, err
}

// copyTo writes the payload to out.
func (s *spool) copyTo(out io.Writer) error {
	in, err := s.again()
	if err == nil {
		_, err = io.Copy(out, in)
	}
	return err
}

// remove closes and removes the file.
func (s *spool) remove() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
