package cli

import (
	"strings"
	"sync"

	"github.com/milepost/milepost/internal/geocode"
	"github.com/milepost/milepost/internal/table"
)

// answered is what a question's answer adds to every row that asks it.
type answered struct {
	result  table.Result
	outcome table.Outcome // but for the row's place
	fault   string        // why the row could not be asked for; "" where it could
}

// remembered is how many answers each of the two generations holds: some 30
// MB together.
const remembered = 32 << 10

// memory keeps answers of the whole file, so that a question is asked once:
// the last that were asked for, in two generations, the older of which is
// forgotten when the younger is full. No answer depends on it. It is safe for
// concurrent use.
type memory struct {
	mutex      sync.Mutex
	young, old map[string]*answered
}

func newMemory() *memory { return &memory{young: map[string]*answered{}} }

// recall gives, by their keys, the answers that are known; nil for others.
func (m *memory) recall(keys []string) []*answered {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	list := make([]*answered, len(keys))
	for i, key := range keys {
		known := m.young[key]
		if known == nil {
			if known = m.old[key]; known != nil {
				m.keep(key, known)
			}
		}
		list[i] = known
	}
	return list
}

// remember keeps answers by their keys.
func (m *memory) remember(keys []string, answers []*answered) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for i, key := range keys {
		m.keep(key, answers[i])
	}
}

func (m *memory) keep(key string, a *answered) {
	if len(m.young) >= remembered {
		m.old, m.young = m.young, make(map[string]*answered, remembered)
	}
	m.young[key] = a
}

// keyOf tells questions apart; the flags are the same for all.
func keyOf(r *geocode.Request) string {
	var b strings.Builder
	a := &r.Address
	if r.Reverse {
		b.WriteString("\x01")
		writeFloat(&b, r.Point.Lat)
		writeFloat(&b, r.Point.Lon)
		return b.String()
	}
	parts := [...]string{r.Query, a.AddressLine, a.Locality, a.AdminDistrict2, a.AdminDistrict, a.PostalCode, a.CountryRegion}
	n := len(parts)
	for _, part := range parts {
		n += len(part)
	}
	b.Grow(n)
	for _, part := range parts {
		b.WriteString(part)
		b.WriteByte(0)
	}
	return b.String()
}
