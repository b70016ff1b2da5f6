package client

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/milepost/milepost/internal/dataflow"
	"github.com/milepost/milepost/internal/geocode"
)

// answered is what a server makes of the questions: what asks for nowhere is
// not found. Both sides come as files, each in two parts.
func answered(t *testing.T, q *Questions) (succeeded, failed []string) {
	t.Helper()
	feed, err := q.Feed()
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	var parts [2][2]strings.Builder // side, part
	_, err = dataflow.Split(feed, dataflow.CSV, dataflow.Limits{Rows: 3}, func(f *dataflow.Feed, c dataflow.Chunk, data []byte) error {
		rows, err := f.Decode(c, data)
		for i := range rows {
			side, response := 0, geocode.Response{Answers: []geocode.Answer{{Name: "in " + rows[i].Request.Query, Points: []geocode.CalculatedPoint{{Usage: geocode.Display}}}}}
			if strings.Contains(rows[i].Request.Query, "nowhere") {
				side, response = 1, geocode.Response{Failure: geocode.NothingFound()}
			}
			part := &parts[side][c.FirstRow/3%2]
			if part.Len() == 0 {
				part.Write(f.AppendHead(nil))
			}
			part.Write(f.AppendRow(nil, &rows[i], &response))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var paths [2][]string
	for side := range parts {
		for part := range parts[side] {
			path := filepath.Join(t.TempDir(), fmt.Sprint(side, part))
			if err := os.WriteFile(path, []byte(parts[side][part].String()), 0o600); err != nil {
				t.Fatal(err)
			}
			paths[side] = append(paths[side], path)
		}
	}
	return paths[0], paths[1]
}

// Each question is asked once, and answered as often as it is asked again.
func TestQuestionsAndAnswers(t *testing.T) {
	q, err := NewQuestions(filepath.Join(t.TempDir(), "questions"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	var requests []geocode.Request
	var want []geocode.Response
	for i := range 50 {
		name := [...]string{"Paris", "nowhere", "Rome \"x\", y", "Berlin\nMitte"}[i%4] + fmt.Sprint(i%8)
		requests = append(requests, geocode.Request{Query: name})
		response := geocode.Response{Answers: []geocode.Answer{{Name: "in " + name, Points: []geocode.CalculatedPoint{{Usage: geocode.Display}}}}}
		if i%4 == 1 {
			response = geocode.Response{Failure: geocode.NothingFound()}
		}
		want = append(want, response)
		if err := q.Add(&requests[i]); err != nil {
			t.Fatal(err)
		}
	}
	if q.Count() != 8 {
		t.Errorf("%d questions, want 8", q.Count())
	}
	succeeded, failed := answered(t, q)
	a, err := q.Answers(filepath.Join(t.TempDir(), "answers"), succeeded, failed)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	slices.Reverse(requests)
	slices.Reverse(want)
	got, err := a.Geocode(t.Context(), requests)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := a.Geocode(t.Context(), []geocode.Request{{Query: "Oslo"}}); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("what was not asked: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := a.Geocode(ended, requests); err == nil {
		t.Error("answered after the end")
	}
	for name, sides := range map[string][2][]string{"too few": {succeeded, nil}, "twice": {append(succeeded, succeeded...), failed}} {
		if _, err := q.Answers(filepath.Join(t.TempDir(), "x"), sides[0], sides[1]); err == nil || !strings.Contains(err.Error(), "not those of this input") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestQuestionsOfOneKind(t *testing.T) {
	q, err := NewQuestions(filepath.Join(t.TempDir(), "questions"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if err := q.Add(&geocode.Request{Query: "Paris"}); err == nil {
		t.Error("an address is taken among points")
	}
	if err := q.Add(&geocode.Request{Reverse: true, Point: geocode.Point{Lat: 1, Lon: 2}}); err != nil {
		t.Error(err)
	}
	feed, err := q.Feed()
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Close()
	if text, err := io.ReadAll(feed); err != nil || strings.Count(string(text), "\n") != 3 || !strings.Contains(string(text), "\n0,,1,2,") {
		t.Errorf("%q %v", text, err)
	}
	if _, err := NewQuestions(filepath.Join(t.TempDir(), "none", "x"), true); err == nil {
		t.Error("a directory that is none is written to")
	}
}
