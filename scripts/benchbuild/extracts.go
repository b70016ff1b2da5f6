package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/cases/draw"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/gazetteer"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/source"
	"github.com/milepost/milepost/internal/source/osm"
	"github.com/milepost/milepost/internal/source/osm/element"
	"github.com/milepost/milepost/internal/source/osm/pbf"
)

// extractsName chooses the measurements of extracts of OpenStreetMap.
const extractsName = "extracts"

// benchExtracts measures building, decoding and answering from extracts.
func benchExtracts(ctx context.Context, binary, data string) error {
	all, err := filepath.Glob(filepath.Join(data, "osm", "*.osm.*"))
	if err != nil || len(all) == 0 {
		return fmt.Errorf("no extracts in %s: %w; set MILEPOST_TESTDATA", data, err)
	}
	file := func(name string) string { return filepath.Join(data, "osm", name) }
	liechtenstein, copenhagen := file("li-liechtenstein-2022-12.osm.pbf"), file("dk-copenhagen-2012.osm.pbf")
	dir, err := os.MkdirTemp("", "milepost-benchbuild-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := buildExtracts(ctx, binary, dir, [][]string{{liechtenstein}, {copenhagen}, all}); err != nil {
		return err
	}
	if err := decodeExtracts(ctx, []string{liechtenstein, copenhagen, file("us-md-reisterstown-baltimore-county.osm.pbf")}); err != nil {
		return err
	}
	return answerExtract(ctx, copenhagen, filepath.Join(dir, filepath.Base(copenhagen)))
}

// buildExtracts builds an index of each group of files.
func buildExtracts(ctx context.Context, binary, dir string, groups [][]string) error {
	fmt.Print("\n| extract | MB | addresses | streets | seconds | CPU seconds | peak RssAnon MB | index MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, files := range groups {
		name, size := filepath.Base(files[0]), int64(0)
		command := []string{"index", "build", "-q", "-o", filepath.Join(dir, name)}
		for _, f := range files {
			info, err := os.Stat(f)
			if err != nil {
				return err
			}
			size += info.Size()
			command = append(command, "osm:"+f)
		}
		if len(files) > 1 {
			name = fmt.Sprintf("all %d extracts in one", len(files))
			command[4] = filepath.Join(dir, "all")
		}
		cost, err := run(exec.CommandContext(ctx, binary, command...))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		ix, err := index.Open(command[4])
		if err != nil {
			return err
		}
		var bytes int64
		for _, s := range ix.Manifest().Sections {
			bytes += s.Length
		}
		counts := ix.Manifest().Counts
		ix.Close()
		fmt.Printf("| %s | %.1f | %d | %d | %.1f | %.1f | %d | %.1f |\n", name, float64(size)/1e6, counts["addresses"], counts["streets"],
			cost.wall.Seconds(), cost.processor.Seconds(), cost.peak/1e6, float64(bytes)/1e6)
	}
	return nil
}

// cost is what a process took.
type cost struct {
	wall, processor time.Duration
	peak            int64 // of RssAnon, in bytes
}

// run runs a command and tells what it took.
func run(command *exec.Cmd) (c cost, err error) {
	command.Stderr = os.Stderr
	begun := time.Now()
	if err := command.Start(); err != nil {
		return c, err
	}
	ended, watched := make(chan struct{}), make(chan int64)
	go watch(command.Process.Pid, ended, watched)
	err = command.Wait()
	c.wall = time.Since(begun)
	close(ended)
	c.peak = <-watched
	c.processor = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	return c, err
}

// decodeExtracts compares decoding every element with osmium's own pass, the
// best of five each; without osmium it says so.
func decodeExtracts(ctx context.Context, files []string) error {
	fmt.Print("\n| extract | decoding ms | osmium ms | ratio |\n| --- | ---: | ---: | ---: |\n")
	osmium, err := exec.LookPath("osmium")
	if err != nil {
		fmt.Println("| no osmium on this machine | | | |")
		return nil
	}
	for _, f := range files {
		own, theirs := time.Hour, time.Hour
		for range 5 {
			begun := time.Now()
			if err := decode(ctx, f); err != nil {
				return err
			}
			own = min(own, time.Since(begun))
			begun = time.Now()
			if err := exec.CommandContext(ctx, osmium, "fileinfo", "-e", f).Run(); err != nil {
				return fmt.Errorf("osmium fileinfo: %w", err)
			}
			theirs = min(theirs, time.Since(begun))
		}
		fmt.Printf("| %s | %.0f | %.0f | %.2f |\n", filepath.Base(f), own.Seconds()*1e3, theirs.Seconds()*1e3, own.Seconds()/theirs.Seconds())
	}
	return nil
}

// decode reads all elements of a file.
func decode(ctx context.Context, path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	return pbf.Read(ctx, io.Reader(in), element.All, runtime.GOMAXPROCS(0), func(*element.Block) error { return nil })
}

// asked are the groups of questions that answering is measured by.
var asked = []struct {
	name  string
	kinds []string
	form  cases.Form
}{
	{"clean, structured", []string{"exact"}, cases.Structured},
	{"clean, free text", []string{"exact"}, cases.Free},
	{"disturbed, all kinds", []string{"typo", "no_postcode", "wrong_postcode", "no_city", "abbreviated", "plain", "swapped", "unit"}, ""},
	{"number not in the data", []string{"missing_number"}, ""},
	{"intersection", []string{"intersection"}, ""},
	{"landmark", []string{"landmark"}, ""},
	{"reverse", []string{"reverse", "reverse_near"}, cases.Reverse},
}

// answerExtract asks an index on one core, 2,000 questions at a time.
func answerExtract(ctx context.Context, path, dir string) error {
	world, err := index.OpenArchive("the built-in gazetteer", gazetteer.Archive)
	if err != nil {
		return err
	}
	ix, err := index.Open(dir)
	if err != nil {
		return err
	}
	defer ix.Close()
	read := func(ctx context.Context, emit func(*source.Feature) error) error {
		s, err := osm.New(path, source.Options{})
		if err != nil {
			return err
		}
		return s.Read(ctx, emit)
	}
	g := engine.New(world, ix)
	fmt.Printf("\n| rows of %s | different rows | rows/s | rows a CPU second |\n| --- | ---: | ---: | ---: |\n", filepath.Base(path))
	for _, group := range asked {
		drawn, err := draw.Draw(ctx, read, draw.Options{Set: "bench", N: 4000, Kinds: group.kinds, World: world})
		if err != nil {
			return err
		}
		var requests []geocode.Request
		for _, c := range drawn.Cases {
			if group.form == "" || c.Form == group.form {
				requests = append(requests, c.Request)
			}
		}
		rows, begun, spent := 0, time.Now(), cpuTime()
		for time.Since(begun) < 3*time.Second {
			for chunk := range slices.Chunk(requests, 2000) {
				if _, err := g.Geocode(ctx, chunk); err != nil {
					return err
				}
				rows += len(chunk)
			}
		}
		took, spent := time.Since(begun), cpuTime()-spent
		fmt.Printf("| %s | %d | %.0f | %.0f |\n", group.name, len(requests), float64(rows)/took.Seconds(), float64(rows)/spent.Seconds())
	}
	return nil
}

// cpuTime is what this process has had of the cores so far, its garbage
// collection included: other work on the machine does not change it.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// isExtracts tells whether the extracts are to be measured.
func isExtracts(wanted string) bool { return strings.HasPrefix(extractsName, wanted) }
