package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/milepost/milepost/internal/engine"
	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/wording"
)

type indexLookupCommand struct {
	Query   []string `arg:"" help:"What to look for: an address or place, or 'LAT,LON'."`
	Index   []string `sep:"none" help:"Directory of an index; repeatable. The built-in gazetteer is always asked." placeholder:"DIR"`
	Explain bool     `help:"Show what each answer is charged with, and what that means, in the language of --culture (English, German, French, Spanish)."`
	Max     int      `default:"5" help:"Answers to show, 1 to 20." placeholder:"N"`
	Culture string   `help:"Language of names, such as de-DE." placeholder:"TAG"`
}

// Help shows an example below the flags.
func (indexLookupCommand) Help() string {
	return "Example: milepost index lookup --index kentucky --explain '540 East 2nd St, Lexington, KY'"
}

// Run asks the question and prints the answers.
func (c *indexLookupCommand) Run(r *run) error {
	if c.Max < 1 || c.Max > 20 {
		return usageError{errors.New("--max is a whole number from 1 to 20")}
	}
	set, err := openIndexes(c.Index)
	if err != nil {
		return err
	}
	defer set.Close()
	responses, err := engine.New(set...).Geocode(r.ctx, []geocode.Request{c.request()})
	if err != nil {
		return err
	}
	response := responses[0]
	if r.json {
		return printLookup(r.Out, &response)
	}
	if response.Failure != nil {
		return errors.New(wording.Of(c.Culture).Failure(response.Failure))
	}
	table := fitTable(lookupTable(response.Answers), widthOf(r.Out, unlimited), []string{"ANSWER"}, []string{"METHOD", "PROBABILITY", "MATCH"})
	if err := printTable(r.Out, table); err != nil {
		return err
	}
	if c.Explain {
		return c.explain(r, response.Answers)
	}
	return nil
}

// request makes a reverse request of two numbers, else a query.
func (c *indexLookupCommand) request() geocode.Request {
	query := strings.Join(c.Query, " ")
	request := geocode.Request{Query: query, Culture: c.Culture, MaxResults: c.Max, IncludeQueryParse: true}
	var p geocode.Point
	var rest string
	if n, _ := fmt.Sscanf(strings.ReplaceAll(query, ",", " ")+" .", "%g %g %s", &p.Lat, &p.Lon, &rest); n == 3 && rest == "." {
		request = geocode.Request{Reverse: true, Point: p, Culture: c.Culture, MaxResults: c.Max}
	}
	return request
}

func lookupTable(answers []geocode.Answer) [][]string {
	table := [][]string{{"ANSWER", "TYPE", "CONFIDENCE", "PROBABILITY", "MATCH", "METHOD", "LATITUDE", "LONGITUDE"}}
	for _, a := range answers {
		p := a.Display()
		table = append(table, []string{
			a.Name, string(a.EntityType), a.Confidence.String(), fmt.Sprintf("%.3f", a.Probability),
			a.MatchCodes.String(), string(a.Points[0].Method), fmt.Sprintf("%.6f", p.Lat), fmt.Sprintf("%.6f", p.Lon),
		})
	}
	return table
}

// explain prints how the query was read, and each answer's faults with their
// meaning.
func (c *indexLookupCommand) explain(r *run, answers []geocode.Answer) error {
	words, width := wording.Of(c.Culture), widthOf(r.Out, unlimited)
	for i, a := range answers {
		total := 0.0
		table := [][]string{{"FAULT", "COST", "OVER", "MEANING"}}
		for _, f := range a.Faults {
			total += f.Cost
			table = append(table, []string{f.Name, fmt.Sprintf("%.3f", f.Cost), f.Detail, words.Fault(f.Name)})
		}
		var read []string
		for _, p := range a.QueryParse {
			read = append(read, fmt.Sprintf("%s %q", p.Name, p.Value))
		}
		fmt.Fprintf(r.Out, "\n%d. %s\n   read as: %s\n   from %s\n   cost %.3f\n", i+1, a.Name, strings.Join(read, ", "), fromOf(&a), total)
		if a.MatchCodes&geocode.Ambiguous != 0 {
			table = append(table, []string{"", "", "", words.Doubt(wording.Ambiguous)})
		}
		if len(table) == 1 {
			continue
		}
		if err := printTable(r.Out, wrapLast(table, width)); err != nil {
			return err
		}
	}
	return nil
}

// fromOf tells the source of an answer and the record in it.
func fromOf(a *geocode.Answer) string {
	if a.SourceID == "" {
		return a.Source
	}
	return a.Source + ", record " + a.SourceID
}
