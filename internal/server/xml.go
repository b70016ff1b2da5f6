package server

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"
)

// xmlDate is ISO 8601 with seven decimals; UTC is "+00:00".
const xmlDate = "2006-01-02T15:04:05.0000000-07:00"

const xmlRoot = `<Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
	`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://schemas.microsoft.com/search/local/ws/rest/v1">`

// xml writes the envelope with one element a line: a client in use skips the
// element that follows another without a break.
func (e *envelope) xml() []byte {
	w := &xmlWriter{}
	w.line(`<?xml version="1.0" encoding="utf-8"?>`)
	w.open(xmlRoot)
	w.element("Copyright", e.Copyright)
	w.element("BrandLogoUri", e.BrandLogoURI)
	w.number("StatusCode", int64(e.StatusCode))
	w.element("StatusDescription", e.StatusDescription)
	w.element("AuthenticationResultCode", e.AuthenticationResultCode)
	if len(e.ErrorDetails) > 0 {
		w.open("<ErrorDetails>")
		for _, detail := range e.ErrorDetails {
			w.element("string", detail)
		}
		w.close("ErrorDetails")
	}
	w.element("TraceId", e.TraceID)
	e.xmlSets(w)
	w.close("Response")
	return w.Bytes()
}

func (e *envelope) xmlSets(w *xmlWriter) {
	if len(e.ResourceSets) == 0 {
		w.element("ResourceSets", "")
		return
	}
	w.open("<ResourceSets>")
	for _, set := range e.ResourceSets {
		w.open("<ResourceSet>")
		w.number("EstimatedTotal", int64(set.EstimatedTotal))
		if len(set.Resources) == 0 {
			w.element("Resources", "")
		} else {
			w.open("<Resources>")
			for i := range set.Resources {
				set.Resources[i].xml(w)
			}
			w.close("Resources")
		}
		w.close("ResourceSet")
	}
	w.close("ResourceSets")
}

// xml writes the job. Every Link precedes Status, where clients stop reading,
// and has its role before its name, because they read them by position.
func (j *resource) xml(w *xmlWriter) {
	w.open("<DataflowJob>")
	w.element("Id", j.ID)
	for _, link := range j.Links {
		attributes := ` role="` + link.Role + `"`
		if link.Name != "" {
			attributes += ` name="` + link.Name + `"`
		}
		w.line("<Link" + attributes + ">" + escapeXML(link.URL) + "</Link>")
	}
	w.element("Description", j.Description)
	w.element("Status", j.Status)
	w.element("CreatedDate", j.created.UTC().Format(xmlDate))
	if j.completed.IsZero() {
		w.line(`<CompletedDate xsi:nil="true" />`)
	} else {
		w.element("CompletedDate", j.completed.UTC().Format(xmlDate))
	}
	w.number("TotalEntityCount", j.TotalEntityCount)
	w.number("ProcessedEntityCount", j.ProcessedEntityCount)
	w.number("FailedEntityCount", j.FailedEntityCount)
	if j.ErrorMessage != "" {
		w.element("ErrorMessage", j.ErrorMessage)
	}
	w.close("DataflowJob")
}

// xmlWriter writes lines of XML, indented.
type xmlWriter struct {
	bytes.Buffer
	depth int
}

func (w *xmlWriter) line(s string) {
	w.WriteString(strings.Repeat("  ", w.depth))
	w.WriteString(s)
	w.WriteByte('\n')
}

func (w *xmlWriter) open(tag string) {
	w.line(tag)
	w.depth++
}

func (w *xmlWriter) close(name string) {
	w.depth--
	w.line("</" + name + ">")
}

func (w *xmlWriter) element(name, text string) {
	if text == "" {
		w.line("<" + name + " />")
		return
	}
	w.line("<" + name + ">" + escapeXML(text) + "</" + name + ">")
}

func (w *xmlWriter) number(name string, n int64) { w.element(name, strconv.FormatInt(n, 10)) }

// escapeXML escapes text, and writes U+FFFD for what XML cannot hold.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// jsonDate is RFC 1123, always in UTC and always "GMT".
func jsonDate(t time.Time) string { return t.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT") }
