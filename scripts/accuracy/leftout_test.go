package main

import (
	"fmt"
	"testing"
)

func TestAddressesShareTheirFateWhateverTheirSpelling(t *testing.T) {
	for i := range 200 {
		number := fmt.Sprint(i, "a")
		want := fateOf(number, "Rue de l'Église", "Paris 16e Arrondissement")
		if got := fateOf(number, "R. EGLISE", "Paris"); got != want {
			t.Fatalf("number %s: %v and %v", number, got, want)
		}
	}
}

func TestOneStreetInFiveAndOneNumberInTenAreLeftOut(t *testing.T) {
	var count [3]int
	const streets, numbers = 2000, 10
	for street := range streets {
		for number := range numbers {
			count[fateOf(fmt.Sprint(number), fmt.Sprint("Street ", street), "Springfield")]++
		}
	}
	all := float64(streets * numbers)
	if share := float64(count[streetLeftOut]) / all; share < 0.18 || share > 0.22 {
		t.Errorf("streets left out: %.3f, want 0.20", share)
	}
	if share := float64(count[numberLeftOut]) / all; share < 0.07 || share > 0.09 {
		t.Errorf("numbers left out: %.3f, want 0.08", share)
	}
}
