package cli

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
)

type indexScoreCommand struct {
	Cases    []string `arg:"" type:"existingfile" help:"Files of questions, as milepost index cases writes them." name:"file"`
	Index    []string `sep:"none" help:"Directory of an index; repeatable. The built-in gazetteer is always asked." placeholder:"DIR"`
	By       string   `default:"kind" enum:"kind,set,form,expect" help:"What to count by: kind, set, form or expect." placeholder:"WHAT"`
	Misses   int      `default:"0" help:"Misses to show, those that do most harm first." placeholder:"N"`
	Verdicts string   `help:"Write what came of every question to this csv file." placeholder:"FILE"`
}

// Help says what is counted, and shows an example below the flags.
func (indexScoreCommand) Help() string {
	return "RIGHT is the share of answers that are what was asked for and near enough; HIGH is how many carry the confidence High, " +
		"HIGH RIGHT how many of those are right.\n\n" +
		"Example: milepost index score --index andorra --misses 10 cases.csv"
}

// Run asks the questions and prints the scores.
func (c *indexScoreCommand) Run(r *run) error {
	if c.Misses < 0 {
		return usageError{errors.New("--misses is a whole number, 0 or more")}
	}
	var all []cases.Case
	for _, path := range c.Cases {
		more, err := cases.ReadFile(path)
		if err != nil {
			return err
		}
		all = append(all, more...)
	}
	set, err := openIndexes(c.Index)
	if err != nil {
		return err
	}
	defer set.Close()
	verdicts, took, err := cases.Score(r.ctx, engine.New(set...), all)
	if err != nil {
		return interrupted(r.ctx, err)
	}
	if c.Verdicts != "" {
		if err := writeVerdicts(c.Verdicts, all, verdicts); err != nil {
			return err
		}
	}
	if err := c.print(r, c.tallies(all, verdicts)); err != nil {
		return err
	}
	c.printMisses(r, all, verdicts)
	r.say("%d questions in %.2f s: %.0f a second", len(all), took.Seconds(), float64(len(all))/took.Seconds())
	return nil
}

// score is one line of the table.
type score struct {
	Of        string  `json:"of"`
	Cases     int     `json:"cases"`
	Right     float64 `json:"right"` // shares, 0 to 1
	Within10  float64 `json:"within10m"`
	Within50  float64 `json:"within50m"`
	High      float64 `json:"high"`
	HighRight float64 `json:"highRight"`
	HighWrong int     `json:"highWrong"`
	tally     cases.Tally
}

// tallies counts by what was asked for, in the order of the files, and all.
func (c *indexScoreCommand) tallies(all []cases.Case, verdicts []cases.Verdict) []score {
	var scores []score
	whole := score{Of: "all"}
	for i := range all {
		key := map[string]string{"kind": all[i].Kind, "set": all[i].Set, "form": string(all[i].Form), "expect": string(all[i].Expect)}[c.By]
		at := slices.IndexFunc(scores, func(s score) bool { return s.Of == key })
		if at < 0 {
			at = len(scores)
			scores = append(scores, score{Of: key})
		}
		scores[at].tally.Add(&verdicts[i])
		whole.tally.Add(&verdicts[i])
	}
	scores = append(scores, whole)
	for i := range scores {
		s := &scores[i]
		t := &s.tally
		share := func(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }
		high := t.Given[geocode.High]
		s.Cases, s.Right, s.Within10, s.Within50 = t.Cases, share(t.Right, t.Cases), share(t.Within10, t.Cases), share(t.Within50, t.Cases)
		s.High, s.HighRight, s.HighWrong = share(high, t.Cases), share(t.GivenRight[geocode.High], high), t.HighWrong()
	}
	return scores
}

func (c *indexScoreCommand) print(r *run, scores []score) error {
	if r.json {
		return json.NewEncoder(r.Out).Encode(scores)
	}
	table := [][]string{{"OF", "CASES", "RIGHT %", "≤ 10 m %", "≤ 50 m %", "HIGH %", "HIGH RIGHT %", "MEDIUM RIGHT %", "LOW RIGHT %", "HIGH WRONG"}}
	for i := range scores {
		table = append(table, append([]string{scores[i].Of}, scores[i].tally.Cells()...))
	}
	return printTable(r.Out, table)
}

// printMisses shows the misses that do most harm.
func (c *indexScoreCommand) printMisses(r *run, all []cases.Case, verdicts []cases.Verdict) {
	var missed []int
	for i := range verdicts {
		if !verdicts[i].Right {
			missed = append(missed, i)
		}
	}
	slices.SortStableFunc(missed, func(a, b int) int { return cases.Harm(&verdicts[a], &verdicts[b]) })
	if r.json {
		return
	}
	for _, i := range missed[:min(len(missed), c.Misses)] {
		c, v := &all[i], &verdicts[i]
		fmt.Fprintf(r.Out, "\n%s: %s\n   want %s\n   got  %s; %s\n", c.ID, c.Asked(), c.Wanted(), v.Got(), v.Faults())
	}
}

// writeVerdicts writes what came of every question.
func writeVerdicts(path string, all []cases.Case, verdicts []cases.Verdict) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("--verdicts: %w", err)
	}
	out := csv.NewWriter(file)
	out.Write([]string{"id", "set", "kind", "form", "expect", "right", "metres", "confidence", "probability", "asked", "wanted", "got", "faults"})
	for i := range all {
		c, v := &all[i], &verdicts[i]
		out.Write([]string{c.ID, c.Set, c.Kind, string(c.Form), string(c.Expect), strconv.FormatBool(v.Right), strconv.FormatFloat(v.Metres, 'f', 1, 64),
			v.Answer.Confidence.String(), strconv.FormatFloat(v.Answer.Probability, 'f', 4, 64), c.Asked(), c.Wanted(), v.Got(), v.Faults()})
	}
	out.Flush()
	if err := errors.Join(out.Error(), file.Close()); err != nil {
		return fmt.Errorf("--verdicts: %w", err)
	}
	return nil
}
