package record

import "github.com/milepost/milepost/internal/source"

// slot is a text field of a feature.
type slot uint8

const (
	slotName slot = iota
	slotNumber
	slotUnit
	slotStreet
	slotLocality
	slotPostTown
	slotDistrict
	slotRegion
	slotPostcode
	slotID
	slotAdmin1
	slotAdmin2
	slots
)

// packer makes the strings of one feature in one allocation, and none of those
// that equal the ones of the feature before: lists go street by street.
type packer struct {
	buf  []byte
	from [slots]int32
	to   [slots]int32
	have [slots]bool
	last [slots]string
}

func (p *packer) begin() {
	p.buf = p.buf[:0]
	p.have = [slots]bool{}
}

// put sets a text field.
func (p *packer) put(s slot, value []byte) {
	if len(value) == 0 {
		return
	}
	p.have[s] = true
	if string(value) == p.last[s] {
		p.from[s] = -1
		return
	}
	p.from[s] = int32(len(p.buf))
	p.buf = append(p.buf, value...)
	p.to[s] = int32(len(p.buf))
}

// end sets the feature's fields.
func (p *packer) end(f *source.Feature) {
	packed := string(p.buf)
	for s, into := range [slots]*string{
		&f.Name, &f.Number, &f.Unit, &f.Street, &f.Locality, &f.PostTown, &f.District, &f.Region, &f.Postcode, &f.SourceID,
		&f.Admin1Code, &f.Admin2Code,
	} {
		if !p.have[s] {
			continue
		}
		if from := p.from[s]; from >= 0 {
			p.last[s] = packed[from:p.to[s]]
		}
		*into = p.last[s]
	}
}
