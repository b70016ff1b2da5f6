package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"unicode/utf16"
)

// The content types of an envelope.
const (
	typeJSON       = "application/json; charset=utf-8"
	typeXML        = "application/xml; charset=utf-8"
	typeJavaScript = "application/javascript" // the body is ASCII
)

// envelope is what every answer of the API but a download is wrapped in. The
// fields' order is the JSON's.
type envelope struct {
	AuthenticationResultCode string        `json:"authenticationResultCode"`
	BrandLogoURI             string        `json:"brandLogoUri"`
	Copyright                string        `json:"copyright"`
	ErrorDetails             []string      `json:"errorDetails,omitempty"`
	ResourceSets             []resourceSet `json:"resourceSets"`
	StatusCode               int           `json:"statusCode"`
	StatusDescription        string        `json:"statusDescription"`
	TraceID                  string        `json:"traceId"`
}

type resourceSet struct {
	EstimatedTotal int        `json:"estimatedTotal"`
	Resources      []resource `json:"resources"`
}

// envelope begins the answer's envelope.
func (x *exchange) envelope(status int) *envelope {
	return &envelope{
		AuthenticationResultCode: x.auth,
		BrandLogoURI:             x.base + logoPath,
		Copyright:                x.server.Attribution(),
		ResourceSets:             []resourceSet{}, // [] in JSON, not null
		StatusCode:               status,
		StatusDescription:        http.StatusText(status),
		TraceID:                  x.trace,
	}
}

// encode writes the envelope as the parameters ask: XML, JSON, or JSON in a
// call of the JSONP callback. Parameters that make no sense, which an error's
// envelope is about, count as not given.
func (e *envelope) encode(p parameters) (contentType string, body []byte) {
	if p.output == "xml" {
		return typeXML, e.xml()
	}
	body = marshal(e)
	if p.jsonp == "" || !isCallback(p.jsonp) {
		return typeJSON, body
	}
	if p.jsonso != "" {
		body = append(append(body, ','), marshal(p.jsonso)...)
	}
	return typeJavaScript, fmt.Appendf(nil, "%s(%s)", p.jsonp, ascii(body))
}

// marshal is json.Marshal without escapes that only HTML needs.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Errorf("encoding an envelope: %w", err)) // it holds strings and numbers only
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// ascii escapes what is not ASCII in JSON, where it stands in strings only:
// a script's charset may be that of the page that loads it.
func ascii(text []byte) []byte {
	plain := make([]byte, 0, len(text))
	for _, r := range string(text) {
		switch {
		case r < 0x80:
			plain = append(plain, byte(r))
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			plain = fmt.Appendf(plain, `\u%04x\u%04x`, high, low)
		default:
			plain = fmt.Appendf(plain, `\u%04x`, r)
		}
	}
	return plain
}
