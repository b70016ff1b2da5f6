package osm

import "github.com/milepost/milepost/internal/source"

// levels say what a country's admin_level values mean: the value of its first
// division, of its second, of its municipalities and of their parts. Zero is a
// level that the country does not have, or that is no part of addresses there.
type levels struct {
	district, district2, place, part int
	reason                           string
}

// usualLevels are those of countries that the table does not have: most of the
// world keeps to them.
var usualLevels = levels{4, 6, 8, 10, "4 for states, 6 for counties, 8 for municipalities and 9 or 10 for parts is what the tagging guide advises"}

// levelTable are the countries whose use differs from the usual, or confirms
// it where one might think otherwise.
var levelTable = map[string]levels{
	"AD": {7, 0, 0, 8, "the seven parishes are the only division; villages in them are quarters and places"},
	"AE": {4, 0, 6, 8, "emirates; municipalities of an emirate are tagged 6"},
	"AR": {4, 5, 8, 9, "provinces; departments are 5; municipalities 8"},
	"AT": {4, 6, 8, 9, "Länder, Bezirke, Gemeinden; 9 are Vienna's and Graz's districts"},
	"AU": {4, 0, 6, 9, "states; local government areas are 6 and stand for the municipality; suburbs are 9"},
	"BE": {4, 6, 8, 9, "regions; provinces are 6; municipalities 8; former municipalities 9"},
	"BG": {4, 6, 8, 9, "oblasts are 6 under planning regions at 4 in part of the data"},
	"BR": {4, 0, 8, 10, "states; 5 to 7 are statistical; municipalities 8, bairros 10"},
	"CA": {4, 6, 8, 10, "provinces; regional municipalities and counties 6; cities 8"},
	"CH": {4, 6, 8, 10, "cantons; Bezirke; Gemeinden; quarters of cities"},
	"CL": {4, 6, 8, 10, "regions, provinces, comunas"},
	"CN": {4, 5, 6, 8, "provinces; prefectures are 5; districts and counties 6"},
	"CO": {4, 0, 6, 9, "departments; municipalities are 6"},
	"CZ": {6, 7, 8, 10, "kraje are 6, okresy 7; 4 are the cohesion regions, which nobody writes"},
	"DE": {4, 6, 8, 10, "Länder, Kreise, Gemeinden; 5 are Regierungsbezirke, 7 Verbandsgemeinden, which no address has"},
	"DK": {4, 0, 7, 9, "regions; kommuner are 7, there is nothing between"},
	"EE": {6, 0, 7, 9, "maakonnad are 6; municipalities 7; settlements 9"},
	"ES": {4, 6, 8, 10, "autonomous communities, provinces, municipalities; 9 are districts of cities"},
	"FI": {4, 0, 8, 10, "regions are 6 in the tables of the state but tagged 4 and 6; municipalities 8"},
	"FR": {4, 6, 8, 10, "regions, départements, communes; arrondissements of Paris, Lyon, Marseille are 9"},
	"GB": {4, 6, 8, 10, "England, Scotland, Wales, Northern Ireland; counties and unitary authorities; districts; parishes"},
	"GR": {4, 6, 7, 9, "decentralised administrations are 4, regions 5; the regional unit is 6; municipalities 7"},
	"HR": {6, 0, 7, 9, "counties are 6; towns and municipalities 7"},
	"HU": {6, 7, 8, 9, "counties are 6; 4 and 5 are statistical regions; districts of Budapest 9"},
	"ID": {4, 5, 6, 7, "provinces; kabupaten and kota 5; kecamatan 6"},
	"IE": {6, 7, 8, 9, "addresses know the counties, which are 6; provinces are 5 and history"},
	"IN": {4, 5, 8, 10, "states, districts; 6 are tehsils; cities 8"},
	"IS": {5, 0, 6, 9, "regions; municipalities are 6"},
	"IT": {4, 6, 8, 10, "regions, provinces, comuni; 9 are city districts"},
	"JP": {4, 0, 7, 9, "prefectures; cities, towns and the wards of Tokyo are 7; city wards 8; chō 9"},
	"KR": {4, 6, 8, 10, "provinces and metropolitan cities; si, gun, gu are 6; eup, myeon, dong 8"},
	"LI": {0, 0, 8, 0, "eleven municipalities, tagged 8; electoral districts have no addresses"},
	"LT": {4, 5, 8, 10, "counties are 4; municipalities 5; elderships 6"},
	"LU": {4, 6, 8, 9, "districts were abolished; cantons are 6; communes 8"},
	"LV": {0, 0, 5, 7, "municipalities are 5; parishes 7"},
	"MC": {0, 0, 8, 10, "the state is one commune; its quarters are 10"},
	"MT": {0, 0, 8, 0, "local councils are 8; 4 and 6 are statistical"},
	"MX": {4, 0, 6, 10, "states; municipios are 6; colonias 10"},
	"NL": {4, 0, 8, 10, "provinces; gemeenten are 8, but the town of an address is the woonplaats at 10"},
	"NO": {4, 0, 7, 9, "fylker; kommuner are 7"},
	"NZ": {4, 6, 8, 10, "regions; districts; suburbs are 10"},
	"PE": {4, 6, 8, 10, "departments, provinces, districts"},
	"PH": {4, 0, 6, 10, "provinces are 4 under regions at 3; cities and municipalities 6; barangays 10"},
	"PL": {4, 6, 8, 9, "województwa; powiaty are 6; gminy are 7 and hold several towns, which are 8"},
	"PT": {6, 0, 7, 8, "distritos are 6; concelhos 7; freguesias 8; 4 are the islands' regions and mainland"},
	"RO": {4, 0, 6, 9, "judeţe; towns and communes are 6"},
	"RS": {6, 7, 8, 9, "okruzi are 6; municipalities 7; settlements 8"},
	"RU": {4, 6, 8, 9, "subjects; raions and city okrugs; settlements; city districts. Moscow's okrugs are 5, its districts 8"},
	"SE": {4, 0, 7, 9, "län; kommuner are 7"},
	"SG": {0, 0, 0, 6, "the state is the city"},
	"SI": {0, 0, 8, 10, "občine are 8; statistical regions are none of an address"},
	"SK": {4, 8, 9, 10, "kraje; okresy are 8; obce 9; quarters 10"},
	"SM": {0, 0, 8, 0, "nine castelli; 6 in older data"},
	"TR": {4, 6, 8, 10, "provinces; ilçe are 6; mahalle 8 and 10"},
	"TW": {4, 0, 7, 9, "counties and cities; townships and districts 7 and 8; villages 9"},
	"UA": {4, 6, 8, 9, "oblasts, raions; hromadas are 7; settlements 8 and 9"},
	"US": {4, 6, 8, 10, "states, counties, cities and towns; 7 are townships; 9 wards; neighborhoods 10"},
	"VN": {4, 6, 8, 10, "provinces, districts, communes"},
	"ZA": {4, 6, 8, 10, "provinces, district municipalities, local municipalities; places are 9 and 10"},
}

// levelOf says what an area of a country is by its admin_level.
func levelOf(country string, adminLevel int) source.Level {
	l, ok := levelTable[country]
	if !ok {
		l = usualLevels
	}
	switch {
	case adminLevel == 2:
		return source.LevelCountry
	case adminLevel < 2 || adminLevel > 11:
		return source.NoLevel
	case adminLevel == l.district:
		return source.LevelDistrict
	case adminLevel == l.district2:
		return source.LevelDistrict2
	case adminLevel == l.place:
		return source.LevelPlace
	case adminLevel == l.part || l.place != 0 && adminLevel > l.place && l.part != 0 && adminLevel <= l.part:
		return source.LevelNeighborhood
	}
	return source.NoLevel
}
