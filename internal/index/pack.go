package index

import (
	"archive/tar"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Pack writes the committed index in dir as a tar that OpenArchive reads:
// the manifest, then the sections in its order. Equal indexes give equal bytes.
func Pack(dir string, out io.Writer) error {
	text, err := (&directory{dir: dir}).manifest()
	if err != nil {
		return err
	}
	m, err := decodeManifest(filepath.Join(dir, manifestName), text)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(out)
	for i := range len(m.Sections) + 1 {
		name := manifestName
		if i > 0 {
			name = m.Sections[i-1].File
		}
		if err := packFile(archive, filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("pack index: %w", err)
		}
	}
	return archive.Close()
}

func packFile(archive *tar.Writer, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	head := &tar.Header{Name: filepath.Base(path), Size: info.Size(), Mode: 0o644, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
	if err := archive.WriteHeader(head); err != nil {
		return err
	}
	_, err = io.Copy(archive, file)
	return err
}
