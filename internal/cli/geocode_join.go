package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/milepost/milepost/internal/areas"
	"github.com/milepost/milepost/internal/table/answers"
)

// join is a map of areas, and the property of theirs that rows get.
type join struct {
	path, field string
	areas       *areas.Areas // once it is open
}

func parseJoins(flags []string) ([]join, error) {
	var joins []join
	for _, flag := range flags {
		path, field, err := areas.Parse(flag)
		if err != nil {
			return nil, fmt.Errorf("--join: %w", err)
		}
		joins = append(joins, join{path: path, field: field})
	}
	return joins, nil
}

// openJoins reads the maps, and gives the columns that come of them.
func (f *tableFlags) openJoins() ([]answers.Extra, error) {
	var columns []answers.Extra
	for i := range f.joins {
		j := &f.joins[i]
		var err error
		if j.areas, err = areas.Open(j.path, j.field); err != nil {
			return nil, fmt.Errorf("--join: %w", err)
		}
		columns = append(columns, answers.Extra{Name: j.field, Areas: j.areas})
	}
	return columns, nil
}

// describe says what is joined.
func (j *join) describe() string {
	return fmt.Sprintf("%-10s %s of the %d areas of %s", "joins", printable(j.field), j.areas.Count(), j.path)
}

// identityOfJoins tells maps from others: by their names, lengths and fields.
func (f *tableFlags) identityOfJoins() string {
	var list []string
	for i, flag := range f.Join {
		size := int64(-1)
		if info, err := os.Stat(f.joins[i].path); err == nil {
			size = info.Size()
		}
		list = append(list, fmt.Sprintf("%s, %d bytes", flag, size))
	}
	return strings.Join(list, "\n")
}
