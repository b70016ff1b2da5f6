package blank

import "testing"

// BenchmarkOf is what a segment of a row costs at most before anything is
// looked up.
func BenchmarkOf(b *testing.B) {
	segments := []string{"540 E 2nd St", " Lexington", " KY 40508", "Hauptstraße 5", "ул. Ленина, 12", "info@example.com", "unknown"}
	for i := 0; b.Loop(); i++ {
		Of(segments[i%len(segments)])
	}
}
