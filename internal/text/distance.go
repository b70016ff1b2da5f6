package text

// WithinOneEdit tells whether a becomes b by at most one typing error: a
// letter left out, added, wrong, or two neighbours swapped.
func WithinOneEdit(a, b string) bool {
	if a == b {
		return true
	}
	s, t := []rune(a), []rune(b)
	if len(s) > len(t) {
		s, t = t, s
	}
	if len(t)-len(s) > 1 {
		return false
	}
	i := 0
	for i < len(s) && s[i] == t[i] {
		i++
	}
	if len(s) < len(t) {
		return string(s[i:]) == string(t[i+1:])
	}
	if i == len(s) || string(s[i+1:]) == string(t[i+1:]) {
		return true
	}
	return i+1 < len(s) && s[i] == t[i+1] && s[i+1] == t[i] && string(s[i+2:]) == string(t[i+2:])
}
