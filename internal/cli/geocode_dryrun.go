package cli

import (
	"fmt"

	"github.com/milepost/milepost/internal/table/answers"
	"github.com/milepost/milepost/internal/table/columns"
)

// dryRunRows is how many rows a dry run answers.
const dryRunRows = 10

// dryRun prints what was recognised, and the answers to the first rows.
func (w *tableWork) dryRun() error {
	w.describe(w.run.Out)
	var added string
	for i, c := range w.header.Added {
		if i > 0 {
			added += ", "
		}
		added += c.Name
	}
	fmt.Fprintf(w.run.Out, "  %-10s %s\n\n", "adds", added)
	rows := w.table.sample[:min(len(w.table.sample), dryRunRows)]
	found, err := w.ask(w.ctx, rows)
	if err != nil {
		return interrupted(w.ctx, err)
	}
	heading := []string{"LINE", "QUESTION", "ANSWER", "TYPE", "CONFIDENCE", "LATITUDE", "LONGITUDE"}
	if w.Explain {
		heading = append(heading, "EXPLANATION")
	}
	list := [][]string{heading}
	for i := range rows {
		o := &found[i].outcome
		question, answer, lat, lon := "", o.Name, "", ""
		if request, fault := w.mapping.Request(&rows[i]); fault == nil {
			question = printable(columns.Question(&request))
		}
		confidence := o.Confidence.String()
		if found[i].result.Located {
			lat, lon = fmt.Sprintf("%.5f", o.Point.Lat), fmt.Sprintf("%.5f", o.Point.Lon)
		} else {
			answer, confidence = printable(o.Reason), string(o.Status)
		}
		row := []string{fmt.Sprint(rows[i].Line), question, answer, string(o.EntityType), confidence, lat, lon}
		if w.Explain {
			row = append(row, printable(found[i].result.Values[w.layout.Index(answers.Explanation)].Text))
		}
		list = append(list, row)
	}
	elastic, optional := []string{"QUESTION", "ANSWER", "EXPLANATION"}, []string{"LINE", "TYPE"}
	return printTable(w.run.Out, fitTable(list, widthOf(w.run.Out, unlimited), elastic, optional))
}
