package dataflow

import (
	"fmt"
	"io"
)

const (
	// maxXMLEntity is how large, in bytes, an entity may be. A larger one
	// fails alone.
	maxXMLEntity = 1 << 20
	// maxXMLRootTag is how long, in bytes, the start tag of the root may be.
	maxXMLRootTag = 64 << 10
)

// xmlSplitter cuts a stream into chunks.
type xmlSplitter struct {
	*xmlScanner
	limits Limits
	feed   *Feed
	emit   func(*Feed, Chunk, []byte) error

	pending Chunk // of the entities that are whole, and not emitted
	rows    int64 // entities so far, the open one included
	entity  int64 // place where the open entity begins; noPlace: none is open
	dropped bool  // the open entity is too large: its begin was emitted, its end is not kept
	ended   bool  // the root is closed
}

// splitXML reads an XML feed once, checks it, and emits its chunks: whole
// entities with what stands between them. An entity of more than 1 MiB is a
// chunk of its own, made of its first 1 MiB.
func splitXML(r io.Reader, limits Limits, emit func(feed *Feed, c Chunk, data []byte) error) (*Feed, error) {
	s := &xmlSplitter{xmlScanner: streamXML(r), limits: limits, emit: emit, entity: noPlace}
	s.full, s.named = s.relieve, s.element
	if s.prolog() && s.root() {
		s.entities()
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.feed, nil
}

// root reads up to the end of the root's start tag, and makes the feed of it.
func (s *xmlSplitter) root() bool {
	if s.next() != xmlStart {
		return s.fail("the feed has no element; <GeocodeFeed> is expected")
	}
	t := &s.tag
	if s.at()-t.begin > maxXMLRootTag {
		return s.rootTooLong()
	}
	s.feed = &Feed{Format: XML, Version: V1}
	for i := range t.attributes {
		a := &t.attributes[i]
		if xmlAttributeField(t.attributeName(a)) != xmlVersion {
			continue
		}
		value := string(appendXMLValue(nil, string(s.bytes(a.from, a.to))))
		version, ok := parseXMLVersion(value)
		if !ok {
			return s.failAt(t.begin, fmt.Sprintf("the schema version %s is not known; 1.0 and 2.0 are", quoteValue(value)))
		}
		s.feed.Version = version
		break
	}
	s.ended = t.empty
	s.hold = noPlace
	return true
}

func (s *xmlSplitter) rootTooLong() bool {
	return s.failAt(s.tag.begin, fmt.Sprintf("the start tag of the root element is longer than %d bytes", maxXMLRootTag))
}

// entities reads from the root's start tag to the end of the feed.
func (s *xmlSplitter) entities() {
	for {
		switch token := s.next(); {
		case token == xmlDone:
			if s.err == nil {
				s.flush()
			}
			return
		case token == xmlStart && !s.tag.empty:
		case s.tag.depth == 1:
			s.ended = true
		case s.tag.depth == 2 && s.entity != noPlace:
			s.whole()
		}
	}
}

// element looks at the name of each start tag.
func (s *xmlSplitter) element() bool {
	switch t := &s.tag; {
	case t.depth == 1 && s.ended:
		return s.failAt(t.begin, fmt.Sprintf("a second root element <%s>; a feed is one <GeocodeFeed> element", t.name))
	case t.depth == 1 && xmlElementField(t.name) != xmlFeed:
		return s.failAt(t.begin, fmt.Sprintf("the root element is <%s>; <GeocodeFeed> is expected", t.name))
	case t.depth == 1:
		s.hold = t.begin
	case t.depth == 2 && xmlElementField(t.name) == xmlEntity:
		s.rows++
		if s.limits.Entities > 0 && s.rows > s.limits.Entities {
			s.err = tooMany(s.limits, s.lineOf(t.begin), t.begin)
			return false
		}
		s.entity = t.begin
		s.hold = min(s.hold, s.entity)
	}
	return true
}

// whole takes up the entity that was just closed.
func (s *xmlSplitter) whole() {
	end := s.at()
	switch p := &s.pending; {
	case s.dropped:
		s.dropped = false
	case end-s.entity > maxXMLEntity:
		s.drop()
		s.dropped = false
	default:
		if p.Rows > 0 && end-p.Offset > int64(s.limits.Bytes) {
			s.flush()
		}
		if p.Rows == 0 {
			*p = Chunk{Offset: s.entity, FirstRow: s.rows - 1, FirstLine: s.lineOf(s.entity)}
		}
		p.Rows++
		p.Length = end - p.Offset
		s.entity = noPlace
		if p.Rows == s.limits.Rows {
			s.flush()
		}
	}
	s.entity = noPlace
}

// relieve keeps the buffer small: called before more is read, it emits what
// the next entity cannot join, and the begin of an entity that is too large.
func (s *xmlSplitter) relieve() bool {
	here := s.at()
	switch {
	case s.feed == nil && s.hold != noPlace && here-s.hold > maxXMLRootTag:
		return s.rootTooLong()
	case s.pending.Rows > 0 && here-s.pending.Offset > int64(s.limits.Bytes):
		s.flush()
	}
	if s.entity != noPlace && !s.dropped && here-s.entity >= maxXMLEntity {
		s.drop()
	}
	return s.err == nil
}

// flush emits the pending entities.
func (s *xmlSplitter) flush() {
	if s.pending.Rows > 0 {
		s.send(s.pending)
	}
	s.pending = Chunk{}
	s.hold = s.entity
}

// drop emits the begin of the open entity, and lets go of it.
func (s *xmlSplitter) drop() {
	s.flush()
	s.send(Chunk{Offset: s.entity, Length: maxXMLEntity, FirstRow: s.rows - 1, FirstLine: s.lineOf(s.entity), Rows: 1})
	s.dropped = true
	s.hold = noPlace
}

func (s *xmlSplitter) send(c Chunk) {
	if s.err == nil {
		s.err = s.emit(s.feed, c, s.bytes(c.Offset, c.Offset+c.Length))
	}
}
