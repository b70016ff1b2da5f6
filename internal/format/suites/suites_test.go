package suites

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// testdata is the path of a suite.
func testdata(t *testing.T, of string) string {
	t.Helper()
	data := os.Getenv("MILEPOST_TESTDATA")
	if data == "" {
		data = "../../../../shared/data"
	}
	path := filepath.Join(data, "suites", of)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED: no %s; set MILEPOST_TESTDATA", path)
	}
	return path
}

// The floors, in hundredths.
const (
	countriesRight   = 88
	casesRight       = 85
	examplesRead     = 97
	counterRefused   = 97
	countriesAtLeast = 240 // in a whole suite
)

func TestAddressesAreWrittenAsTheSuiteHasThem(t *testing.T) {
	outcomes, err := AskLayouts(testdata(t, "address-formatting/testcases"))
	if err != nil {
		t.Fatal(err)
	}
	equal := 0
	for _, o := range outcomes {
		if o.Reason == "" {
			equal++
			continue
		}
		t.Logf("%s: %s\n got %q\nwant %q", o.File, o.Reason, o.Got, o.Want)
	}
	right, all := Countries(outcomes)
	t.Logf("%d of %d addresses, all of %d of %d countries", equal, len(outcomes), right, all)
	if all < countriesAtLeast || right*100 < all*countriesRight {
		t.Errorf("all addresses of %d of %d countries are equal, want %d %%", right, all, countriesRight)
	}
	if equal*100 < len(outcomes)*casesRight {
		t.Errorf("%d of %d addresses are equal, want %d %%", equal, len(outcomes), casesRight)
	}
}

func TestShapesAreThoseOfTheSuite(t *testing.T) {
	all, err := AskShapes(testdata(t, "libaddressinput/countryinfo.txt"))
	if err != nil {
		t.Fatal(err)
	}
	examples, refused, counter, accepted := 0, 0, 0, 0
	for _, s := range all {
		examples += s.Examples
		refused += len(s.Refused) + len(s.Repaired)
		counter += s.Counter
		accepted += len(s.Accepted)
		if len(s.Refused)+len(s.Repaired)+len(s.Accepted) > 0 {
			t.Logf("%s: refused %q, repaired %q, accepted %q", s.Country, s.Refused, s.Repaired, s.Accepted)
		}
	}
	t.Logf("%d of %d examples read, %d of %d counterexamples refused", examples-refused, examples, counter-accepted, counter)
	if len(all) < countriesAtLeast || (examples-refused)*100 < examples*examplesRead {
		t.Errorf("%d of %d examples are read, want %d %%", examples-refused, examples, examplesRead)
	}
	if (counter-accepted)*100 < counter*counterRefused {
		t.Errorf("%d of %d counterexamples are refused, want %d %%", counter-accepted, counter, counterRefused)
	}
}

func TestCasesAreRead(t *testing.T) {
	cases, err := parseCases("xx", `
---
# a comment
description: 'the town''s hall'
components:
    city : "Town"
    country_code: xx # kept
expected:  |
    Town
    # 1
---
`)
	if err != nil || len(cases) != 1 {
		t.Fatalf("got %v, %v", cases, err)
	}
	c := cases[0]
	if c.Description != "the town's hall" || c.Tags["city"] != "Town" || !slices.Equal(c.Want, []string{"Town", "# 1"}) || !slices.Equal(c.Order, []string{"city", "country_code"}) {
		t.Errorf("got %+v", c)
	}
	if _, err := parseCases("xx", "no key"); err == nil {
		t.Error("a line without a key was read")
	}
}

func TestReasons(t *testing.T) {
	for _, c := range []struct {
		got, want []string
		reason    string
	}{
		{[]string{"a", "b"}, []string{"a", "b"}, ""},
		{[]string{"b", "a"}, []string{"a", "b"}, reordered},
		{[]string{"a b"}, []string{"a, b"}, punctuation},
		{[]string{"a"}, []string{"a", "b"}, leftOut},
		{[]string{"a", "b"}, []string{"a"}, added},
		{[]string{"10 City of X"}, []string{"10 X"}, cleaned},
		{[]string{"x"}, []string{"y"}, otherPlace},
	} {
		if got := reasonOf(c.got, c.want); got != c.reason {
			t.Errorf("reasonOf(%q, %q) = %q, want %q", c.got, c.want, got, c.reason)
		}
	}
}
