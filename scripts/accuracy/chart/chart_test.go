package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
)

func TestInterval(t *testing.T) {
	for _, c := range []struct {
		right, cases int
		low, high    float64
	}{{0, 10, 0, 0.2775}, {5, 10, 0.2366, 0.7634}, {10, 10, 0.7225, 1}, {990, 1000, 0.9817, 0.9946}} {
		if low, high := Interval(c.right, c.cases); math.Abs(low-c.low) > 1e-3 || math.Abs(high-c.high) > 1e-3 {
			t.Errorf("%d of %d: %.4f to %.4f", c.right, c.cases, low, high)
		}
	}
}

func TestAlong(t *testing.T) {
	if along(0) != 0 || along(lowest) != 0 || along(1) != side || along(0.5) >= along(0.8) {
		t.Error(along(0), along(0.5), along(0.8), along(1))
	}
	if a, b := along(0.9)-along(0.5), along(0.5)-along(0.2); a <= b {
		t.Errorf("the axis is not one of odds: %f %f", a, b)
	}
}

// TestDraw holds that the drawing is XML, the same every time, says what it
// is given as text, and shows what falls short of its promise as that.
func TestDraw(t *testing.T) {
	panels := []Panel{
		{Title: "a < b & c", Note: "3 answers", Dots: []Dot{{0.99, 1000, 500}, {0.5, 10, 10}}},
		{Title: "none", Dots: []Dot{{0.5, 0, 0}}},
		{Title: "third"},
	}
	got := Draw("What is promised", 2, panels)
	if got != Draw("What is promised", 2, panels) {
		t.Error("not the same bytes")
	}
	if strings.Count(got, `class="miss"`) != 1 || strings.Count(got, "<circle") != 2 || !strings.Contains(got, "a &lt; b &amp; c") {
		t.Error(got)
	}
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if one := Draw("", 5, nil); !strings.HasSuffix(one, "</svg>\n") {
		t.Error(one)
	}
}
