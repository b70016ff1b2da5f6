// Package abr reads the house numbers of Japan's Address Base Registry, which
// come as two tables: mt_rsdtdsp_rsdt_prefNN has the addresses in words,
// mt_rsdtdsp_rsdt_pos_prefNN their points. Both are ordered by the same key, so
// that they are joined as they are read, in constant memory. The second is
// found beside the first by its name.
package abr

import (
	"context"
	"fmt"
	"iter"
	"path"
	"strings"

	"github.com/milepost/milepost/internal/source"
)

const (
	attribution = "Address Base Registry, Digital Agency of Japan"
	licence     = "CC BY 4.0"
)

// Reader is the kind "abr".
var Reader = source.Reader{
	Prefix: "abr",
	Claims: func(name string) bool { return strings.Contains(name, wordsName) || strings.Contains(name, pointsName) },
	New:    New,
}

// What tells the two tables' names apart.
const (
	wordsName  = "rsdtdsp_rsdt_pref"
	pointsName = "rsdtdsp_rsdt_pos_pref"
)

// New makes a source of the table with the addresses in words.
func New(location string, options source.Options) (source.Source, error) {
	folder, name := path.Split(strings.ReplaceAll(location, `\`, "/"))
	if strings.Contains(name, pointsName) {
		return nil, fmt.Errorf("%s holds only points: name the table of the addresses, %s, which finds it beside itself", location, strings.Replace(name, pointsName, wordsName, 1))
	}
	if !strings.Contains(name, wordsName) {
		return nil, fmt.Errorf("%s: the name of a table of the Address Base Registry has %s in it, so that its points are found", location, wordsName)
	}
	words, err := source.NewInput(location)
	if err != nil {
		return nil, err
	}
	points, err := source.NewInput(folder + strings.Replace(name, wordsName, pointsName, 1))
	if err != nil {
		return nil, fmt.Errorf("the points of the addresses are missing: %w", err)
	}
	return &Registry{words: words, points: points}, nil
}

// Registry is a prefecture's house numbers.
type Registry struct {
	words, points *source.Input
	tally         source.Tally
}

// Info tells what the registry is; its bytes are those of both tables.
func (r *Registry) Info() source.Info {
	bytes := int64(-1)
	if r.words.Bytes() >= 0 && r.points.Bytes() >= 0 {
		bytes = r.words.Bytes() + r.points.Bytes()
	}
	return source.Info{Kind: "abr", Name: r.words.Name(), Path: r.words.Location(), Bytes: bytes, Licence: licence, Attribution: attribution}
}

// Progress counts the bytes of both tables.
func (r *Registry) Progress() int64 { return r.words.Progress() + r.points.Progress() }

// Report tells what was read so far.
func (r *Registry) Report() source.Report { return r.tally.Report() }

// Read gives the addresses that have a point. Points without an address are
// passed over.
func (r *Registry) Read(ctx context.Context, emit func(*source.Feature) error) error {
	nextPoint, stop := iter.Pull2(rows(ctx, r.points, pointColumns))
	defer stop()
	point, err, ok := nextPoint()
	for word, wordErr := range rows(ctx, r.words, wordColumns) {
		if wordErr != nil {
			return wordErr
		}
		for ok && err == nil && (point.fault != nil || point.key < word.key) {
			point, err, ok = nextPoint()
		}
		if err != nil {
			return err
		}
		if err := r.use(word, point, ok, emit); err != nil {
			return err
		}
	}
	for ok && err == nil { // a table that is cut short is to be noticed
		_, err, ok = nextPoint()
	}
	return err
}

// use makes a feature of an address and its point.
func (r *Registry) use(word, point row, havePoint bool, emit func(*source.Feature) error) error {
	r.tally.Read()
	refuse := func(reason source.Reason, column, value string) error {
		r.tally.Note(reason, word.file, word.line, column, []byte(value))
		return nil
	}
	v := word.values
	switch {
	case word.fault != nil:
		return refuse(*word.fault, "", "")
	case v[wordAbolished] != "":
		return refuse(gone, wordColumns[wordAbolished], v[wordAbolished])
	case !havePoint || point.key != word.key:
		return refuse(source.NoCoordinate, "", "")
	case v[wordTown]+v[wordChome]+v[wordKoaza] == "" || v[wordBlock] == "" && v[wordNumber] == "":
		return refuse(noNumber, wordColumns[wordNumber], v[wordNumber])
	}
	feature := source.Feature{
		Kind: source.Address, Country: "JP", Region: prefecture(v[wordMunicipality]), Locality: v[wordCity] + v[wordWard],
		Street: v[wordTown] + v[wordChome] + v[wordKoaza], Number: joined(v[wordBlock], v[wordNumber], v[wordNumber2]),
		SourceID: word.key,
	}
	if reason, isLon := feature.SetPoint(point.values[pointLat], point.values[pointLon]); reason != nil {
		if isLon {
			return refuse(*reason, pointColumns[pointLon], point.values[pointLon])
		}
		return refuse(*reason, pointColumns[pointLat], point.values[pointLat])
	}
	r.tally.Used()
	return emit(&feature)
}

// joined writes block and house as people do: "1-12".
func joined(parts ...string) string {
	var given []string
	for _, part := range parts {
		if part != "" {
			given = append(given, part)
		}
	}
	return strings.Join(given, "-")
}
