package server

import "strings"

// parameters are what the query string says. The request's body is never
// read for them: some clients post the feed as a form.
type parameters struct {
	// Taken as they are.
	key, description, dataLocation, jsonp, jsonso string
	// In lower case.
	input, output  string
	suppressStatus bool
}

// parseParameters reads a query string. Names are matched ignoring case,
// unknown ones are skipped, and of a parameter given twice (or once under its
// alias) the first counts. An empty value is the same as none. What is badly
// escaped is taken as it stands.
func parseParameters(rawQuery string) parameters {
	first := map[string]string{}
	for pair := range strings.SplitSeq(rawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name = canonicalName(unescape(name))
		if _, given := first[name]; name != "" && !given {
			first[name] = unescape(value)
		}
	}
	return parameters{
		key:            first["key"],
		description:    first["description"],
		dataLocation:   first["dataLocation"],
		jsonp:          first["jsonp"],
		jsonso:         first["jsonso"],
		input:          strings.ToLower(first["input"]),
		output:         strings.ToLower(first["output"]),
		suppressStatus: strings.EqualFold(first["suppressStatus"], "true") || first["suppressStatus"] == "1",
	}
}

// canonicalName spells a parameter's name as the API does, and is "" for a
// parameter that it does not know.
func canonicalName(name string) string {
	for _, known := range [...]string{
		"key", "input", "output", "description", "dataLocation", "jsonp", "jsonso", "suppressStatus",
	} {
		if strings.EqualFold(name, known) {
			return known
		}
	}
	switch {
	case strings.EqualFold(name, "o"):
		return "output"
	case strings.EqualFold(name, "ss"):
		return "suppressStatus"
	}
	return ""
}

// unescape reads one name or value of a query string: "+" is a blank, %XX a
// byte, and a "%" that begins no such pair stands for itself.
func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	plain := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			plain = append(plain, ' ')
		case s[i] == '%' && i+2 < len(s) && hexValue(s[i+1]) >= 0 && hexValue(s[i+2]) >= 0:
			plain = append(plain, byte(hexValue(s[i+1])<<4|hexValue(s[i+2])))
			i += 2
		default:
			plain = append(plain, s[i])
		}
	}
	return string(plain)
}

// hexValue is the value of a hex digit, or -1.
func hexValue(c byte) int {
	if 'A' <= c && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}

// isCallback tells whether a JSONP callback is a plain dotted identifier.
func isCallback(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || (part[0] >= '0' && part[0] <= '9') {
			return false
		}
		for _, c := range []byte(part) {
			if c != '_' && c != '$' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
				return false
			}
		}
	}
	return true
}
