package draw

import (
	"strings"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/format"
)

// postcodeForm writes the postcode as people do that is written otherwise:
// after the sign of its country, without blanks or its leading zero, in small
// letters; or only the part of it that they give for the whole.
func postcodeForm(_ *drawing, q *question, h *house) string {
	p, ok := format.ReadPostcode(q.country, q.postcode)
	if !ok || p.Part {
		return unfit
	}
	bare := strings.NewReplacer(" ", "", "-", "").Replace(p.Text)
	forms := []string{format.Sign(q.country) + "-" + bare}
	if small := strings.ToLower(bare); small != q.postcode {
		forms = append(forms, small)
	}
	if again, ok := format.ReadPostcode(q.country, bare[1:]); ok && again.Zeroed {
		forms = append(forms, bare[1:])
	}
	if part := format.PostcodePart(q.country, q.postcode); part != "" && q.locality != "" && cases.Hash("part", hex(h.order))%2 == 0 {
		q.wrongCode, forms = true, []string{part}
	}
	q.code, q.postcode = q.postcode, pick(h, "postcode form", forms)
	return notSo
}
