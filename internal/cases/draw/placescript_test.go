package draw

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/milepost/milepost/internal/source"
)

func greekPlace(name, greek string, lat, lon float64) source.Feature {
	return source.Feature{Kind: source.Place, Name: name, Level: source.LevelPlace, Country: "GR", Lat: lat, Lon: lon, Names: []source.Name{{Text: greek}}}
}

func TestTownsOfAnotherScriptAreAskedInBoth(t *testing.T) {
	features := []source.Feature{
		greekPlace("Heraklion", "Ηράκλειο", 35.33, 25.13), greekPlace("Volos", "Βόλος", 39.36, 22.94),
		greekPlace("Neo Chorio", "Νέο Χωριό", 38.6, 23.6), greekPlace("Neo Chori", "Νέο Χωριό", 35.4, 24.1), // two of one name
	}
	for kind, want := range map[string][][]string{
		"place_in_script": {{"Βόλος", "Ηράκλειο"}},
		"place_in_latin":  {{"Irakleio", "Volos"}, {"Iraklio", "Volos"}},
	} {
		o := only(kind)
		o.Country = "GR"
		var got []string
		for _, c := range drawOf(t, o, features...).Cases {
			name := c.Request.Address.Locality
			if name == "" {
				name, _, _ = strings.Cut(c.Request.Query, ", ")
			}
			got = append(got, name)
		}
		slices.Sort(got)
		if !slices.ContainsFunc(want, func(w []string) bool { return slices.Equal(w, got) }) {
			t.Errorf("%s asks %q, want one of %q", kind, got, want)
		}
	}
}

func TestGreekIsWrittenByTheStandardAndByTheSound(t *testing.T) {
	for name, want := range map[string][2]string{
		"Θεσσαλονίκη": {"Thessaloniki", "Thessaloniki"}, "Χαλκίδα": {"Chalkida", "Halkida"}, "Πειραιάς": {"Peiraias", "Pireas"},
		"Αίγιο": {"Aigio", "Egio"}, "Νέο Ψυχικό": {"Neo Psychiko", "Neo Psihiko"}, "Χαϊδάρι": {"Chaidari", "Haidari"},
	} {
		if diff := cmp.Diff(want, [2]string{greekInLatin(name, 0), greekInLatin(name, 1)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestATownHasItsNameInTheScriptOfItsCountry(t *testing.T) {
	p := greekPlace("Volos", "Βόλος", 39.36, 22.94)
	p.Names = []source.Name{{Text: "Волос"}, {Text: "Volo"}}
	o := only("place_in_script")
	o.Country = "GR"
	if drawn := drawOf(t, o, p); len(drawn.Cases) > 0 {
		t.Errorf("asked %s, which is no Greek", drawn.Cases[0].Asked())
	}
}
