package text

import "testing"

func TestFlatsInUnits(t *testing.T) {
	for unit, want := range map[string]string{
		"кв. 12": "12", "подъезд 2, кв. 12": "12", "Apt 3A": "3a", "12": "12", "3A": "3a", "B": "b", "Whg. Nr. 7": "7", "Flat A": "a", "apto 2": "2",
		"2nd floor": "", "3. OG links": "", "этаж 4": "", "подъезд 2": "", "Unit": "", "": "", "1234567": "", "Flat 1/2 3 4 5 6 7 8 9 10 11 12 13": "", "abc": "",
	} {
		if got, ok := FlatIn(unit); got != want || ok != (want != "") {
			t.Errorf("FlatIn(%q) = %q, %v, want %q", unit, got, ok, want)
		}
	}
}

func TestFlatsOfHouses(t *testing.T) {
	for _, c := range []struct {
		list, flat string
		has, read  bool
	}{
		{"1-12", "12", true, true}, {"1-12", "13", false, true}, {"1-12; 15A, 20", "15a", true, true}, {"1-12;15A,20", "15", false, true},
		{"1-10А", "10а", true, true}, {"33-50,50А", "50а", true, true}, {"5–8", "6", true, true}, {"A-D", "c", true, true}, {"A-D", "3", false, true},
		{"1-12", "c", false, true}, {"B1-B12", "b7", true, true}, {"B1-12", "b7", true, true}, {"B1-12", "7", false, true},
		{"first floor", "1", false, false}, {"", "1", false, false}, {"1-2-3", "2", false, false}, {";,-", "2", false, false}, {"99999999999", "9", false, false},
	} {
		if has, read := HasFlat(c.list, c.flat); has != c.has || read != c.read {
			t.Errorf("HasFlat(%q, %q) = %v, %v, want %v, %v", c.list, c.flat, has, read, c.has, c.read)
		}
	}
}

func FuzzHasFlat(f *testing.F) {
	f.Add("1-12; 15A", "кв. 15а")
	f.Fuzz(func(t *testing.T, list, unit string) {
		flat, ok := FlatIn(unit)
		if ok && flat == "" {
			t.Errorf("the flat in %q is empty", unit)
		}
		if has, read := HasFlat(list, flat); has && !read {
			t.Errorf("%q has %q and cannot be read", list, flat)
		}
	})
}
