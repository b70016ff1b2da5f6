package unpack

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxDirectory bounds what is read of a zip's directory, in bytes: it is the
// one part of an archive that is held in memory, several times as large.
const maxDirectory = 4 << 20

// openZip keeps the archive in a temporary file and opens its first regular
// file.
func openZip(r io.Reader, source *source, options Options) (io.ReadCloser, error) {
	spool, err := newSpool(r, source, options)
	if err != nil {
		return nil, err
	}
	content, err := spool.first()
	if err != nil {
		spool.Close()
		return nil, err
	}
	plain := bufio.NewReaderSize(&member{&spool.source, content, badZip}, bufferSize)
	for _, magic := range [][]byte{zipMagic, emptyMagic, gzipMagic} {
		if startsWith(plain, magic) && !options.keeps(plain) {
			spool.Close()
			return nil, &Error{Reason: "the file in the zip file is itself packed; pack it once only"}
		}
	}
	return &zipReader{plain, spool}, nil
}

// spool is a zip file kept while it is read.
type spool struct {
	file   *os.File
	size   int64
	source source // the file's errors are ours, not the data's
	budget int64  // bytes that may still be read; negative: any number
}

func newSpool(r io.Reader, from *source, options Options) (*spool, error) {
	limit := options.MaxZip
	if limit == 0 {
		limit = 1 << 30
	}
	file, err := os.CreateTemp(options.TempDir, "upload-*.zip.tmp")
	if err != nil {
		return nil, err
	}
	os.Remove(file.Name()) // where open files can be removed, nothing is left however the process ends
	s := &spool{file: file, budget: -1}
	s.size, err = io.Copy(file, io.LimitReader(r, limit+1))
	switch {
	case from.err != nil:
		err = from.err
	case err == nil && s.size > limit:
		err = &Error{Reason: fmt.Sprintf("the zip file is larger than %d bytes", limit), TooLarge: true}
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// first opens the archive's first regular file.
func (s *spool) first() (io.Reader, error) {
	s.budget = maxDirectory
	archive, err := zip.NewReader(s, s.size)
	s.budget = -1
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are only names here
		return nil, s.source.blame(err, badZip)
	}
	for _, file := range archive.File {
		if !file.Mode().IsRegular() {
			continue
		}
		if file.Flags&1 != 0 {
			return nil, &Error{Reason: "the zip file is encrypted; send it without a password"}
		}
		content, err := file.Open()
		if err != nil {
			return nil, s.source.blame(err, badZip)
		}
		return content, nil
	}
	return nil, &Error{Reason: "the zip file holds no file"}
}

// ReadAt reads the archive, within the budget.
func (s *spool) ReadAt(p []byte, offset int64) (int, error) {
	if s.budget >= 0 {
		if s.budget -= int64(len(p)); s.budget < 0 {
			s.budget = 0
			return 0, &Error{Reason: "the zip file lists too many files; send the feed alone"}
		}
	}
	if offset < 0 { // an offset in the archive that overflows
		return 0, zip.ErrFormat
	}
	n, err := s.file.ReadAt(p, offset)
	if err != nil && err != io.EOF {
		s.source.err = err
	}
	return n, err
}

// Close removes the file.
func (s *spool) Close() error {
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// zipReader is a file of an archive, and the archive to be removed with it.
type zipReader struct {
	io.Reader
	spool *spool
}

func (z *zipReader) Close() error { return z.spool.Close() }
