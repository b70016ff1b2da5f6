package format

import "testing"

func TestLine(t *testing.T) {
	for _, c := range []struct{ country, number, street, unit, want string }{
		{"US", "12", "Main Street", "Apt 5", "12 Main Street, Apt 5"},
		{"DE", "12a", "Hauptstraße", "", "Hauptstraße 12a"},
		{"ES", "12", "Calle Mayor", "2º B", "Calle Mayor, 12, 2º B"},
		{"FR", "5", "Rue de la Paix", "Bât. C", "5 Rue de la Paix, Bât. C"},
		{"GB", "10", "High Street", "Flat 5", "Flat 5, 10 High Street"},
		{"GB", "", "High Street", "Flat 5", "Flat 5, High Street"},
		{"HU", "11", "Dezső utca", "", "Dezső utca 11."},
		{"", "1", "X", "", "X 1"},
		{"", "1", "", "", "1"},
		{"US", "", "Main Street", "", "Main Street"},
		{"US", "", "", "", ""},
	} {
		if got := Line(c.country, c.number, c.street, c.unit); got != c.want {
			t.Errorf("Line(%q, %q, %q, %q) = %q, want %q", c.country, c.number, c.street, c.unit, got, c.want)
		}
	}
}
