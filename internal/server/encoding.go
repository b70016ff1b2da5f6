package server

import (
	"net/http"
	"strconv"
	"strings"
)

// wantsGzip tells whether a request asks for gzip: it is acceptable, and not
// less so than the plain bytes. A request for a range gets plain bytes,
// which are the ones that have ranges, unless it refuses them.
func wantsGzip(header http.Header) bool {
	gzip, identity := encodingWeights(header.Values("Accept-Encoding"))
	if header.Get("Range") != "" && identity != 0 {
		return false
	}
	return gzip > 0 && gzip >= identity
}

// encodingWeights reads Accept-Encoding (RFC 9110, section 12.5.3). A weight
// is 0 where the encoding is refused and -1 where nothing is said of it.
func encodingWeights(values []string) (gzip, identity float64) {
	gzip, identity = -1, -1
	any := -1.0
	for element := range strings.SplitSeq(strings.Join(values, ","), ",") {
		name, parameters, _ := strings.Cut(element, ";")
		switch q := weight(parameters); strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			gzip = max(gzip, q)
		case "identity":
			identity = q
		case "*":
			any = q
		}
	}
	if gzip < 0 {
		gzip = any
	}
	if identity < 0 && any == 0 {
		identity = 0
	}
	return gzip, identity
}

// weight reads "q=0.5"; what cannot be read counts as 1.
func weight(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			if q, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err == nil && q >= 0 && q <= 1 {
				return q
			}
		}
	}
	return 1
}
