package cli

import (
	"fmt"
	"os"

	"github.com/milepost/milepost/internal/areas"
	"github.com/milepost/milepost/internal/report"
	"github.com/milepost/milepost/internal/table/answers"
)

// joins reads the areas whose properties are added.
func (w *tableWork) joins() ([]answers.Extra, error) {
	var list []answers.Extra
	for _, flag := range w.Join {
		path, field, err := areas.Parse(flag)
		if err != nil {
			return nil, usageError{fmt.Errorf("--join: %w", err)}
		}
		found, err := areas.Open(path, field)
		if err != nil {
			return nil, fmt.Errorf("--join: %w", err)
		}
		list = append(list, answers.Extra{Name: field, Areas: found})
	}
	return list, nil
}

// writeReport writes the report beside its place and moves it there.
func (w *tableWork) writeReport() error {
	about := report.About{Input: w.in.name, Attributions: w.indexes.attributions()}
	if w.Out != "-" {
		about.Output = w.Out
	}
	file, err := os.Create(w.Report + partialSuffix)
	if err != nil {
		return fmt.Errorf("create the report: %w; choose a place that can be written with --report", err)
	}
	err = w.report.Write(file, about, atlas{w.indexes[0]})
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(file.Name(), w.Report)
	}
	if err != nil {
		os.Remove(file.Name())
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}
