package index

import (
	"archive/tar"
	"bytes"
	"errors"
	"hash/crc32"
	"maps"
	"slices"
	"testing"
)

// FuzzOpen opens an archive whose manifest or one of whose sections has
// arbitrary bytes, with checksums that hold, as bad software would write it:
// an error, or an index whose reads give answers or errors.
func FuzzOpen(f *testing.F) {
	dir := write(f, fullWorld())
	whole, err := readArchive("whole", packed(f, dir))
	if err != nil {
		f.Fatal(err)
	}
	manifest, err := decodeManifest("whole", whole.files[manifestName])
	if err != nil {
		f.Fatal(err)
	}
	for i, s := range manifest.Sections {
		file := whole.files[s.File]
		f.Add(byte(i), file[headLength:len(file)-tailLength-4*int((len(file)-headLength)/blockSize+1)])
	}
	f.Add(byte(len(manifest.Sections)), whole.files[manifestName])
	f.Add(byte(255), []byte(packed(f, dir)))
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		forged := string(data) // a whole archive
		if int(which) <= len(manifest.Sections) {
			forged = forgeArchive(t, whole, *manifest, int(which), data)
		}
		ix, err := OpenArchive("forged", forged)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrVersion) {
				t.Errorf("OpenArchive: %v, want ErrDamaged or ErrVersion", err)
			}
			return
		}
		everything(ix)
		ix.Close()
	})
}

// forgeArchive makes an archive with another payload in one section, or another
// manifest.
func forgeArchive(t *testing.T, whole *archive, m Manifest, which int, data []byte) string {
	t.Helper()
	files := maps.Clone(whole.files)
	m.Sections = slices.Clone(m.Sections)
	if which < len(m.Sections) {
		s := &m.Sections[which]
		var file bytes.Buffer
		w, err := newSectionWriter(&file, s.Name, 1)
		if err == nil {
			_, err = w.Write(data)
		}
		if err == nil {
			s.Length, _, err = w.finish()
		}
		if err != nil {
			t.Fatal(err)
		}
		files[s.File] = file.Bytes()
		if files[manifestName], err = m.encode(); err != nil {
			t.Fatal(err)
		}
	} else {
		files[manifestName] = resum(data)
	}
	var out bytes.Buffer
	archive := tar.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		archive.WriteHeader(&tar.Header{Name: name, Size: int64(len(files[name])), Mode: 0o644, Typeflag: tar.TypeReg})
		archive.Write(files[name])
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// resum gives a manifest the checksum it should have.
func resum(text []byte) []byte {
	end := bytes.LastIndex(text, []byte(crcField))
	if end < 0 || len(text) < end+len(crcField)+8 {
		return text
	}
	fixed := slices.Clone(text)
	sum := crc32.Checksum(text[:end], castagnoli)
	const digits = "0123456789abcdef"
	for i := range 8 {
		fixed[end+len(crcField)+i] = digits[sum>>(28-4*i)&15]
	}
	return fixed
}

// FuzzAreaSections reads an index one of whose sections of areas holds
// arbitrary bytes with the right checksums.
func FuzzAreaSections(f *testing.F) {
	whole, err := Open(write(f, fullWorld()))
	check(f, err)
	f.Cleanup(func() { whole.Close() })
	for i, name := range areaSections {
		if name == "borders" { // FuzzOpen has it, and it is long
			continue
		}
		payload := whole.sections[name].payload
		f.Add(uint8(i), payload)
		f.Add(uint8(i), payload[:len(payload)/2])
	}
	f.Fuzz(func(t *testing.T, which uint8, payload []byte) {
		everything(forge(t, whole, areaSections[int(which)%len(areaSections)], payload))
	})
}
