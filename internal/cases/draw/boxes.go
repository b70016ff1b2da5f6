package draw

import (
	"fmt"

	"github.com/milepost/milepost/internal/cases"
	"github.com/milepost/milepost/internal/geocode"
)

// boxes are how countries write post-office boxes, before their number.
var boxes = map[string][]string{
	"en": {"PO Box", "P.O. Box", "Post Office Box", "POB", "P O Box"}, "de": {"Postfach", "Postf."}, "fr": {"BP", "B.P.", "CS", "Boîte postale"},
	"es": {"Apartado", "Apdo.", "Apartado de correos", "Apdo. Correos"}, "pt": {"Apartado", "Caixa Postal", "Ap."}, "ru": {"а/я", "абонентский ящик", "п/я"},
	"uk": {"а/с", "абонентська скринька"}, "be": {"а/с"}, "fi": {"PL", "P.L."}, "sv": {"Box"}, "da": {"Postboks", "Boks"}, "ro": {"CP", "Căsuța poștală"},
	"sk": {"P.O. Box", "PO BOX"}, "sr": {"п. фах", "П.П."}, "bg": {"п.к.", "ПК"},
}

// poBox asks for a box in the town of an address: there is nothing finer than
// the town or postcode.
func poBox(_ *drawing, q *question, h *house) string {
	words := boxes[languageOf(h.country)]
	if len(words) == 0 || q.locality == "" {
		return unfit
	}
	q.line = fmt.Sprintf("%s %d", pick(h, "box", words), 10+cases.Hash("box number", hex(h.order))%9000)
	return q.coarse()
}

// coarse expects the town or postcode.
func (q *question) coarse() string {
	q.expect, q.tolerance, q.nowhere = cases.Area, areaWithin, true
	return notSo
}

// poBoxAndStreet writes a box beside the address itself, which counts.
func poBoxAndStreet(_ *drawing, q *question, h *house) string {
	words := boxes[languageOf(h.country)]
	if len(words) == 0 {
		return unfit
	}
	box := fmt.Sprintf("%s %d", pick(h, "box", words), 10+cases.Hash("box number", hex(h.order))%9000)
	q.line = pick(h, "box order", []string{box + ", " + q.addressLine(), q.addressLine() + ", " + box})
	return notSo
}

// ruralRoute asks for a box of a rural carrier, which no list has.
func ruralRoute(_ *drawing, q *question, h *house) string {
	if h.country != "US" && h.country != "CA" && h.country != "AU" || q.locality == "" {
		return unfit
	}
	x := cases.Hash("rural", hex(h.order))
	ways := []string{"RR %d Box %d", "Rural Route %d, Box %d", "R.R. #%d Box %d", "HC %d Box %d", "Rt %d Box %d"}
	if h.country == "AU" {
		ways = []string{"RMB %d%02d", "RSD %d%02d", "CMB %d%02d"}
	}
	q.line = fmt.Sprintf(ways[x%uint64(len(ways))], 1+x>>8%9, 10+x>>16%90)
	return q.coarse()
}

// military asks for a field post office. Where the index has no postcodes of
// the forces there is nothing to find, and nothing else is meant.
func military(_ *drawing, q *question, h *house) string {
	if h.country != "US" && h.country != "GB" {
		return unfit
	}
	x := cases.Hash("military", hex(h.order))
	line, office, region, code := fmt.Sprintf("PSC %d Box %d", 1+x%90, 100+x>>8%9000), pick(h, "forces", []string{"APO", "FPO", "DPO"}), "AE", fmt.Sprintf("09%03d", x>>24%900)
	if x>>40%2 == 0 {
		line, region, code = fmt.Sprintf("Unit %d Box %d", 1000+x%9000, 100+x>>8%9000), "AP", fmt.Sprintf("96%03d", 200+x>>24%400)
	}
	if h.country == "GB" {
		office, region, code = "BFPO", "", fmt.Sprint(1+x>>24%800)
		line = pick(h, "regiment", []string{"2 Signal Regiment", "Royal Engineers", "1 Rifles"})
	}
	q.write = func(q *question, form cases.Form) geocode.Request {
		if form == cases.Free {
			return geocode.Request{Query: line + ", " + cases.Join(" ", office, region, code)}
		}
		return geocode.Request{Address: geocode.Address{AddressLine: line, Locality: office, AdminDistrict: region, PostalCode: code, CountryRegion: q.country}}
	}
	q.expect, q.tolerance, q.nowhere = cases.Nothing, areaWithin, true
	return notSo
}
