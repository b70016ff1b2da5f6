package cli

import (
	"strings"
	"testing"
)

// TestExplainedTable holds that people get sentences in their language, and
// scripts the same codes in each.
func TestExplainedTable(t *testing.T) {
	rows := write(t, "rows.csv", "address\n\"3 Mill Lane, Springvale, KY\"\n\"999 Mill Lane, Springvale, KY\"\nXandervik Flumbo\n")
	for culture, want := range map[string][]string{
		"":      {"", "The house number is beyond the last one that is known.", "No location was found."},
		"de-AT": {"", "Die Hausnummer liegt jenseits der letzten bekannten.", "Es wurde kein Ort gefunden."},
		"fr":    {"", "Le numéro dépasse le dernier connu.", "Aucun lieu n’a été trouvé."},
		"es-MX": {"", "El número queda más allá del último conocido.", "No se encontró ningún lugar."},
		"fi":    {"", "The house number is beyond the last one that is known.", "No location was found."},
	} {
		for _, flags := range [][]string{{"--explain", "--fields", "faults"}, {"--fields", "faults,explanation"}, {"--explain", "--fields", "faults, Explanation"}} {
			out := succeed(t, append([]string{"geocode", rows, "--index", town(t), "--culture", culture}, flags...)...)
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if lines[0] != "address,faults,explanation" {
				t.Errorf("%v: %s", flags, lines[0])
			}
			for i, sentence := range want {
				code := [...]string{"", "number.outside", ""}[i]
				if w := "," + code + "," + sentence; !strings.HasSuffix(lines[i+1], w) {
					t.Errorf("%q %v: %s, want %s", culture, flags, lines[i+1], w)
				}
			}
		}
	}
}

func TestExplainedRowsAndAnswersOnTheTerminal(t *testing.T) {
	rows := write(t, "rows.csv", "address\n\"999 Mill Lane, Springvale, KY\"\n")
	if out := succeed(t, "geocode", rows, "--index", town(t), "--explain", "--dry-run"); !strings.Contains(out, "EXPLANATION") || !strings.Contains(out, "beyond the last one that is known.") {
		t.Errorf("dry run:\n%s", out)
	}
	if out := succeed(t, "index", "lookup", "--index", town(t), "--explain", "--culture", "fr", "999 Mill Lane, Springvale, KY"); !strings.Contains(out, "number.outside") || !strings.Contains(out, "Le numéro dépasse le dernier connu.") {
		t.Errorf("lookup:\n%s", out)
	}
	if got := call(t, "", "index", "lookup", "--culture", "es", "Xandervik Flumbo"); got.status == 0 || !strings.Contains(got.err, "No se encontró ningún lugar.") {
		t.Errorf("lookup of nothing: %+v", got)
	}
}

func TestExplanationsAreForTablesThatTheEngineAnswers(t *testing.T) {
	feed := write(t, "feed.csv", "Bing Spatial Data Services, 2.0\nId,GeocodeRequest/Query\n1,Paris\n")
	if got := call(t, "", "geocode", feed, "--explain"); got.status != 2 || !strings.Contains(got.err, "--explain is for tables") {
		t.Errorf("%+v", got)
	}
	rows := write(t, "rows.csv", "city\nParis\n")
	if got := call(t, "", "job", "submit", rows, "--fields", "explanation", "--server", "http://127.0.0.1:1", "--key", "k", "-o", rows+".out.csv"); got.status != 2 || !strings.Contains(got.err, "does not tell") {
		t.Errorf("%+v", got)
	}
}
