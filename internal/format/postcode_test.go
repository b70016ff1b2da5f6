package format

import "testing"

func TestPostcodesAreRead(t *testing.T) {
	for _, c := range []struct {
		country, typed, text string
		part, zeroed         bool
	}{
		{country: "GB", typed: "SW1A1AA", text: "SW1A 1AA"},
		{country: "GB", typed: "sw1a 1aa", text: "SW1A 1AA"},
		{country: "GB", typed: "EC1Y 8SY", text: "EC1Y 8SY"},
		{country: "GB", typed: "SW1A", text: "SW1A", part: true},
		{country: "GB", typed: "SW1A 1", text: "SW1A 1", part: true},
		{country: "CA", typed: "k1a0b1", text: "K1A 0B1"},
		{country: "CA", typed: "K1A", text: "K1A", part: true},
		{country: "IE", typed: "D02TD99", text: "D02 TD99"},
		{country: "IE", typed: "D02", text: "D02", part: true},
		{country: "NL", typed: "1017cd", text: "1017 CD"},
		{country: "NL", typed: "1017", text: "1017", part: true},
		{country: "PT", typed: "4050084", text: "4050-084"},
		{country: "PT", typed: "4050", text: "4050", part: true},
		{country: "JP", typed: "〒100-0001", text: "100-0001"},
		{country: "JP", typed: "1000001", text: "100-0001"},
		{country: "JP", typed: "100", text: "100", part: true},
		{country: "BR", typed: "01310100", text: "01310-100"},
		{country: "BR", typed: "1310100", text: "01310-100", zeroed: true},
		{country: "DE", typed: "D-80333", text: "80333"},
		{country: "DE", typed: "1067", text: "01067", zeroed: true},
		{country: "CH", typed: "CH-8001", text: "8001"},
		{country: "FR", typed: "F-75001", text: "75001"},
		{country: "FR", typed: "75 001", text: "75001"},
		{country: "LV", typed: "LV-1010", text: "LV-1010"},
		{country: "LV", typed: "1010", text: "LV-1010"},
		{country: "AD", typed: "AD500", text: "AD500"},
		{country: "CZ", typed: "11000", text: "110 00"},
		{country: "SE", typed: "S-411 34", text: "411 34"},
		{country: "US", typed: "98052-6399", text: "98052-6399"},
		{country: "US", typed: "980526399", text: "98052-6399"},
		{country: "US", typed: "2138", text: "02138", zeroed: true},
		{country: "FI", typed: "100", text: "00100", zeroed: true},
		{country: "PR", typed: "901", text: "00901", zeroed: true},
		{country: "SH", typed: "ascn1zz", text: "ASCN 1ZZ"},
	} {
		p, ok := ReadPostcode(c.country, c.typed)
		if !ok || p.Text != c.text || p.Part != c.part || p.Zeroed != c.zeroed {
			t.Errorf("ReadPostcode(%s, %q) = %+v, %v; want %q, part %v, zeroed %v", c.country, c.typed, p, ok, c.text, c.part, c.zeroed)
		}
	}
}

func TestNonsenseIsNoPostcode(t *testing.T) {
	for _, c := range []struct{ country, typed string }{
		{"US", "100"}, {"US", "123456"}, {"US", "9805A"}, {"US", ""}, {"US", "98052-63"}, {"US", "D-98052"},
		{"DE", "123"}, {"DE", "801333"}, {"DE", "SW1A 1AA"}, {"CH", "80331"}, {"CH", "0"},
		{"GB", "ZZ1 1AA"}, {"GB", "12345"}, {"GB", "A"}, {"CA", "D1A 0B1"}, {"CA", "K1O 0B1"},
		{"NL", "1017 C"}, {"NO", "5a"}, {"AE", "277"}, {"HK", "999077"}, {"", "12345"}, {"XX", "1"},
		{"JP", "100-00011"}, {"SE", "41134 22"}, {"FR", "75001 75002"}, {"FR", "7500١"},
	} {
		if p, ok := ReadPostcode(c.country, c.typed); ok {
			t.Errorf("ReadPostcode(%s, %q) = %+v, want none", c.country, c.typed, p)
		}
	}
}

func TestPostcodesAreWritten(t *testing.T) {
	for _, c := range []struct{ country, typed, want string }{
		{"NL", "1017CD", "1017 CD"}, {"PL", "71637", "71-637"}, {"GR", "10673", "106 73"}, {"CA", "M6K1V2", "M6K 1V2"},
		{"DE", "80331", "80331"}, {"DE", "?", "?"}, {"GB", "E10", "E10"}, {"AE", "277", "277"}, {"", "1", "1"}, {"US", "", ""},
	} {
		if got := PostcodeText(c.country, c.typed); got != c.want {
			t.Errorf("PostcodeText(%s, %q) = %q, want %q", c.country, c.typed, got, c.want)
		}
	}
}

func TestSignsAreTakenAway(t *testing.T) {
	for typed, want := range map[string]string{
		"D-80333": "80333", "d 80333": "80333", "DE80333": "80333", "S-411 34": "411 34", "CH-8001": "8001", "US-86004": "86004",
		"SO16": "", "L7M 4A1": "", "AL10 1AA": "", "80333": "", "Main 80333": "", "D-8033": "", "E10": "", "": "", "D": "", "LV-1010": "1010",
	} {
		got, countries := WithoutSign(typed)
		if len(countries) == 0 {
			got = ""
		}
		if got != want {
			t.Errorf("WithoutSign(%q) = %q of %v, want %q", typed, got, countries, want)
		}
	}
}

func TestPartsOfPostcodes(t *testing.T) {
	for _, c := range []struct{ country, typed, want string }{
		{"GB", "SW1A 1AA", "SW1A"}, {"GB", "B6 5BA", "B6"}, {"GB", "M34 4AB", "M34"}, {"CA", "K1A0B1", "K1A"}, {"IE", "D02 TD99", "D02"},
		{"NL", "1017 CD", "1017"}, {"PT", "4050-084", "4050"}, {"JP", "100-0001", "100"}, {"BR", "01310-100", "01310"},
		{"DE", "80331", ""}, {"GB", "SW1A", ""}, {"US", "?", ""},
	} {
		if got := PostcodePart(c.country, c.typed); got != c.want {
			t.Errorf("PostcodePart(%s, %q) = %q, want %q", c.country, c.typed, got, c.want)
		}
	}
	if Sign("DE") != "D" || Sign("CH") != "CH" || Sign("AE") != "" {
		t.Errorf("signs %q, %q, %q", Sign("DE"), Sign("CH"), Sign("AE"))
	}
}

func FuzzReadPostcode(f *testing.F) {
	f.Add("GB", "sw1a1aa")
	f.Add("PR", "901")
	f.Add("IR", "1351956118")
	f.Add("LC", "LC04 101")
	f.Fuzz(func(t *testing.T, country, typed string) {
		p, ok := ReadPostcode(country, typed)
		if !ok {
			return
		}
		again, ok := ReadPostcode(country, p.Text)
		if !ok || again.Text != p.Text || again.Zeroed {
			t.Errorf("%q of %s is %+v, which is read as %+v, %v", typed, country, p, again, ok)
		}
	})
}

func TestCountryOfSign(t *testing.T) {
	for sign, want := range map[string]string{"D": "DE", "A": "AT", "FIN": "FI", "F": "FR", "FL": "", "T": "", "DK": "", "": "", "X": ""} {
		if got := CountryOfSign(sign); got != want {
			t.Errorf("CountryOfSign(%q) = %q, want %q", sign, got, want)
		}
	}
}
