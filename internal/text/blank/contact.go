package blank

import "strings"

// domains end the names of sites; those of countries are words of too many
// languages to be told without "www".
var domains = [...]string{".com", ".net", ".org", ".info", ".edu", ".gov", ".biz", ".io", ".de", ".fr", ".co.uk", ".es", ".it", ".ru"}

// isContact tells a way to reach somebody that is not by road: an e-mail
// address, a site, a telephone.
func isContact(s, key string) bool {
	if !strings.ContainsAny(s, "@.:/0123456789") {
		return false
	}
	s = strings.ToLower(s)
	if rest, ok := strings.CutPrefix(s, "mailto:"); ok {
		s = rest
	}
	if !strings.ContainsAny(s, " \t") {
		at := strings.IndexByte(s, '@')
		switch {
		case at > 0 && strings.Contains(s[at:], "."), at == 0 && len(s) > 1:
			return true // the second is a name in a network
		case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"), strings.HasPrefix(s, "www."):
			return true
		}
		site, _, _ := strings.Cut(s, "/")
		for _, d := range domains {
			if strings.HasSuffix(site, d) && len(site) > len(d) {
				return true
			}
		}
	}
	return isTelephone(s, key)
}

// announcers stand before a telephone's number.
var announcers = phrases("tel|tél|telefon|telephone|téléphone|teléfono|telefono|phone|ph|fax|mob|mobil|mobile|cell|móvil|handy|тел|телефон|факс|моб|電話|电话|전화|هاتف|e mail|email|mail")

// Digits of a telephone's number: with its signs ("+", brackets) or a word
// before it, and without; there are postcodes of ten digits.
const (
	fewestTold   = 6
	fewestUntold = 11
	mostDigits   = 17
)

// isTelephone tells a number to call.
func isTelephone(s, key string) bool {
	told := strings.HasPrefix(s, "+") || strings.HasPrefix(s, "(")
	word, rest, ok := strings.Cut(key, " ")
	if ok && announcers[word] {
		told, key = true, rest
	}
	digits := strings.ReplaceAll(key, " ", "")
	switch {
	case digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > mostDigits:
		return false
	case told:
		return len(digits) >= fewestTold
	}
	return len(digits) >= fewestUntold && !hasHouseBefore(s, key)
}

// hasHouseBefore tells whether a house number stands before a telephone's:
// before its sign, or before the zero that a national one begins with. "1 (" may
// be a country's code.
func hasHouseBefore(s, key string) bool {
	if at := strings.IndexAny(s, "+("); at > 0 {
		before := strings.TrimSpace(s[:at])
		plus := strings.HasPrefix(strings.TrimLeft(s[at:], "( "), "+")
		return (plus || before != "1") && strings.ContainsAny(before, "0123456789")
	}
	first, rest, _ := strings.Cut(key, " ")
	return len(first) <= longestHouse && first[0] != '0' && rest != "" && rest[0] == '0'
}

// longestHouse is how many digits the house number before a telephone's has at most.
const longestHouse = 4
