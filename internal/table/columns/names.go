package columns

import (
	"strings"
	"unicode"

	"github.com/milepost/milepost/internal/text"
)

// names are what columns are called, by language. Several words of one name
// are joined by "_"; case, accents, blanks and punctuation do not matter. The
// likelier names come first: of two columns of one field the first is meant.
var names = []struct {
	language string
	of       map[Field]string
}{
	{"en", map[Field]string{
		Query:    "query full_address formatted_address complete_address whole_address address_full address_text single_line_address one_line_address address_one_line addr_full",
		Address:  "address_line_1 address_line1 addressline1 addressline address_line street_address address1 address_1 addr_line_1 addr1 addr_1 address addr addrlabel mailing_address postal_address home_address site_address situs_address property_address delivery_address location_address street_line_1 street1 street_1 add1",
		Number:   "house_number housenumber house_no house_num house_nr street_number street_no st_number st_no address_number add_number addr_num addr:housenumber number num no house",
		Suffix:   "house_number_suffix street_number_suffix number_suffix numsuff st_numsuff addr_num_suffix",
		Street:   "street_name streetname street_full_name full_street_name st_fullname addr:street street road_name road thoroughfare",
		Unit:     "address_line_2 address_line2 addressline2 address2 address_2 addr_line_2 addr2 addr_2 street_line_2 street2 unit unit_number unit_no apartment apartment_number apt apt_no apt_number suite",
		Locality: "city city_name cityname city_town town_city town town_name locality municipality city_posta post_city postal_city mailing_city post_town posttown suburb village place place_name placename addr:city settlement",
		District: "county county_name district district_name borough parish",
		Region:   "state state_name state_code state_province state_or_province province province_name province_code region region_name admin_district admin1 territory pref prefecture addr:state",
		Postcode: "postcode post_code postal_code postalcode postal zip zip_code zipcode zip5 zip_5 zip_postal_code postcode_zip pincode pin_code eircode addr:postcode",
		Country:  "country country_name country_code countrycode country_region country_iso iso_country iso2 iso3 country_iso2 country_iso3 nation addr:country",
		Lat:      "lat latitude lat_dd gps_lat gps_latitude geo_lat lat_wgs84 latitude_wgs84 decimal_latitude latitude_deg point_y y_coord ycoord y",
		Lon:      "lon lng long longitude lon_dd gps_lon gps_lng gps_long gps_longitude geo_lon geo_lng geo_long lon_wgs84 lng_wgs84 longitude_wgs84 decimal_longitude longitude_deg point_x x_coord xcoord x",
		Point:    "wkt the_geom geom geometry geo_point geopoint point latlng lat_lng latlon lat_lon lat_long latlong coordinates coordinate coords coord gps gps_coordinates location_point geolocation",
	}},
	{"de", map[Field]string{
		Query:    "gesamtadresse volladresse vollstandige_adresse adresse_komplett komplette_adresse adresse_vollstandig",
		Address:  "strasse_hausnummer strasse_und_hausnummer strasse_hausnr strasse_nr strasse_u_hausnummer str_nr strasse_hnr adresszeile_1 adresszeile1 adresszeile adresse_1 adresse1 adresse anschrift postanschrift wohnadresse lieferadresse",
		Number:   "hausnummer hausnr haus_nr hnr hsnr haus_nummer nummer nr",
		Suffix:   "hausnummerzusatz hausnummernzusatz hausnrzusatz hnr_zusatz hausnr_zusatz hnrz",
		Street:   "strasse strassenname strassen_name str strname gasse",
		Unit:     "adresszeile_2 adresszeile2 adresse_2 adresse2 adresszusatz wohnung top tur stiege wohnungsnummer zusatz",
		Locality: "ort ortsname ortschaft stadt stadtname gemeinde gemeindename wohnort postort standort_ort",
		District: "kreis landkreis bezirk kreisname ortsteil stadtteil stadtbezirk",
		Region:   "bundesland kanton land_bundesland provinz",
		Postcode: "plz postleitzahl postlz plz_code",
		Country:  "land landname staat lkz landerkennzeichen landercode landeskennung land_code laendercode laenderkennzeichen",
		Lat:      "breite breitengrad geogr_breite geo_breite nordwert_wgs84",
		Lon:      "lange laenge langengrad laengengrad geogr_lange geogr_laenge geo_lange geo_laenge",
		Point:    "koordinaten koordinate punkt geopunkt",
	}},
	{"fr", map[Field]string{
		Query:    "adresse_complete adresse_entiere adresse_integrale adresse_postale_complete",
		Address:  "adresse_ligne_1 adresse_1 adresse1 ligne_adresse_1 adresse adresse_postale numero_et_voie num_et_voie numero_voie_adresse libelle_adresse voie_complete",
		Number:   "numero numero_voie num_voie numero_de_voie no_voie numero_rue num",
		Suffix:   "rep indice_de_repetition indice_repetition",
		Street:   "nom_voie nom_de_la_voie voie libelle_voie libelle_de_voie rue nom_rue nom_de_rue",
		Unit:     "adresse_ligne_2 adresse_2 adresse2 complement complement_adresse complement_d_adresse appartement batiment",
		Locality: "ville nom_ville commune nom_commune nom_de_la_commune libelle_commune localite libelle_acheminement libelle_d_acheminement",
		District: "departement nom_departement arrondissement",
		Region:   "region nom_region canton",
		Postcode: "code_postal codepostal cp code_post codpos",
		Country:  "pays nom_pays code_pays",
		Lat:      "latitude",
		Lon:      "longitude",
		Point:    "coordonnees coordonnees_gps coordonnees_geographiques",
	}},
	{"es", map[Field]string{
		Query:    "direccion_completa domicilio_completo",
		Address:  "direccion direccion_1 direccion1 domicilio direccion_postal calle_y_numero calle_numero",
		Number:   "numero numero_exterior num_exterior num_ext portal num_portal numero_policia",
		Street:   "calle nombre_calle via nombre_via nombre_de_via avenida",
		Unit:     "direccion_2 direccion2 piso puerta departamento_interior numero_interior num_int",
		Locality: "ciudad localidad municipio poblacion nombre_municipio nombre_localidad pueblo",
		District: "provincia comarca departamento partido",
		Region:   "comunidad_autonoma estado region ccaa entidad_federativa",
		Postcode: "codigo_postal codigopostal cod_postal c_postal cp c_p",
		Country:  "pais nombre_pais codigo_pais",
		Lat:      "latitud",
		Lon:      "longitud",
		Point:    "coordenadas",
	}},
	{"it", map[Field]string{
		Query:    "indirizzo_completo",
		Address:  "indirizzo indirizzo_1 indirizzo1 via_e_numero indirizzo_postale",
		Number:   "civico numero_civico num_civico n_civico ncivico",
		Suffix:   "esponente barrato",
		Street:   "via nome_via indirizzo_via strada toponimo odonimo nome_strada",
		Unit:     "indirizzo_2 indirizzo2 interno scala",
		Locality: "comune citta localita nome_comune paese_citta frazione",
		District: "provincia sigla_provincia prov",
		Region:   "regione",
		Postcode: "cap codice_postale codice_avviamento_postale",
		Country:  "paese nazione stato codice_paese",
		Lat:      "latitudine",
		Lon:      "longitudine",
		Point:    "coordinate",
	}},
	{"pt", map[Field]string{
		Query:    "endereco_completo morada_completa",
		Address:  "endereco endereco_1 morada morada_1 endereco_postal rua_e_numero",
		Number:   "numero numero_da_porta numero_porta porta num_porta",
		Street:   "rua logradouro nome_rua nome_logradouro arruamento",
		Unit:     "endereco_2 complemento andar apartamento morada_2",
		Locality: "cidade localidade concelho municipio nome_municipio localidade_postal freguesia",
		District: "distrito bairro",
		Region:   "estado uf regiao",
		Postcode: "codigo_postal cep cod_postal",
		Country:  "pais codigo_pais",
		Lat:      "latitude",
		Lon:      "longitude",
		Point:    "coordenadas",
	}},
	{"nl", map[Field]string{
		Query:    "volledig_adres adres_volledig",
		Address:  "adres adresregel adresregel_1 adresregel1 straat_en_huisnummer straat_huisnummer straat_en_nummer postadres bezoekadres",
		Number:   "huisnummer huisnr huis_nr nummer",
		Suffix:   "huisletter huisnummertoevoeging toevoeging huisnummer_toevoeging",
		Street:   "straat straatnaam openbareruimte openbare_ruimte weg",
		Unit:     "adresregel_2 adresregel2 bus busnummer",
		Locality: "plaats plaatsnaam woonplaats woonplaatsnaam stad gemeente gemeentenaam",
		Region:   "provincie",
		Postcode: "postcode pc6 pc4",
		Country:  "land landcode",
		Lat:      "breedtegraad",
		Lon:      "lengtegraad",
		Point:    "coordinaten",
	}},
	{"pl", map[Field]string{
		Query:    "pelny_adres adres_pelny",
		Address:  "adres adres_1 ulica_i_numer ulica_nr",
		Number:   "numer_domu nr_domu numer_budynku nr_budynku numer_porzadkowy numer nr",
		Street:   "ulica nazwa_ulicy ul",
		Unit:     "numer_lokalu nr_lokalu numer_mieszkania nr_mieszkania lokal adres_2",
		Locality: "miasto miejscowosc nazwa_miejscowosci gmina poczta",
		District: "powiat",
		Region:   "wojewodztwo",
		Postcode: "kod_pocztowy kod pna",
		Country:  "kraj kod_kraju panstwo",
		Lat:      "szerokosc szerokosc_geograficzna",
		Lon:      "dlugosc dlugosc_geograficzna",
		Point:    "wspolrzedne",
	}},
	{"sv", map[Field]string{
		Address: "gatuadress adress utdelningsadress postadress besoksadress", Number: "gatunummer husnummer nummer", Street: "gata gatunamn vagnamn",
		Unit: "lagenhet lagenhetsnummer co_adress", Locality: "ort stad postort kommun tatort", Region: "lan landskap", Postcode: "postnummer postnr",
		Country: "land landskod", Lat: "breddgrad latitud", Lon: "langdgrad longitud", Point: "koordinater",
	}},
	{"no", map[Field]string{
		Query: "fullstendig_adresse", Address: "adresse gateadresse besoksadresse postadresse adressenavn_og_nummer", Number: "husnummer husnr gatenummer nummer",
		Suffix: "bokstav husbokstav", Street: "gate gatenavn veg vegnavn vei veinavn adressenavn", Unit: "leilighet bruksenhetsnummer",
		Locality: "sted by poststed kommune kommunenavn tettsted", Region: "fylke fylkesnavn", Postcode: "postnummer postnr", Country: "land landkode",
		Lat: "breddegrad", Lon: "lengdegrad", Point: "koordinater",
	}},
	{"da", map[Field]string{
		Query: "adressebetegnelse fuld_adresse", Address: "adresse vejadresse", Number: "husnr husnummer", Street: "vej vejnavn gade gadenavn adresseringsvejnavn",
		Unit: "etage dor", Locality: "by bynavn postnrnavn postdistrikt kommune kommunenavn", Region: "regionsnavn", Postcode: "postnr postnummer",
		Country: "land landekode", Lat: "breddegrad", Lon: "langdegrad laengdegrad", Point: "koordinater",
	}},
	{"fi", map[Field]string{
		Address: "osoite katuosoite lahiosoite postiosoite", Number: "talonumero numero osoitenumero", Street: "katu katunimi kadunnimi tie",
		Unit: "huoneisto asunto porras", Locality: "kunta kaupunki postitoimipaikka paikkakunta kylan_nimi", Region: "maakunta",
		Postcode: "postinumero", Country: "maa maakoodi", Lat: "leveysaste leveyspiiri", Lon: "pituusaste pituuspiiri", Point: "koordinaatit",
	}},
	{"is", map[Field]string{
		Address: "heimilisfang", Number: "husnumer", Street: "gata gotuheiti", Locality: "stadur postfang sveitarfelag", Postcode: "postnumer", Country: "landi",
	}},
	{"ru", map[Field]string{
		Query:    "полный_адрес",
		Address:  "адрес адрес_1 почтовый_адрес улица_и_дом",
		Number:   "дом номер_дома д номер",
		Suffix:   "корпус строение литера",
		Street:   "улица название_улицы ул",
		Unit:     "квартира кв офис",
		Locality: "город населенный_пункт нас_пункт название_города г поселок село",
		District: "район",
		Region:   "область регион край республика субъект",
		Postcode: "индекс почтовый_индекс",
		Country:  "страна код_страны",
		Lat:      "широта",
		Lon:      "долгота",
		Point:    "координаты",
	}},
	{"ja", map[Field]string{
		Query:    "住所 所在地 全住所",
		Address:  "番地以降 町名番地 住所1 住所2",
		Number:   "番地 番号 地番 住居番号",
		Street:   "町名 町域 町字 丁目 大字",
		Unit:     "建物名 部屋番号 住所3",
		Locality: "市区町村 市町村 市区町村名 市",
		District: "郡",
		Region:   "都道府県 都道府県名 県",
		Postcode: "郵便番号",
		Country:  "国 国名",
		Lat:      "緯度",
		Lon:      "経度",
		Point:    "座標",
	}},
}

// streetParts are what the columns of a street in parts are called, in the
// order in which they are spoken: "OLD N AVENUE MAIN ST SW EXTENDED". The
// fourth is the name proper, which is a street's alone where there is none of
// the others.
var streetParts = [...]string{
	"st_premod predir_mod pre_mod st_pre_mod street_pre_mod",
	"st_prefixd predir pre_dir st_predir prefix_direction street_prefix_direction streetpredir st_pre_dir street_predir",
	"st_prefixt pretype pre_type st_pretyp st_pre_typ street_prefix_type type_voie type_de_voie tipo_via tipo_de_via",
	"st_name street_name street_base_name base_name streetname",
	"st_type street_type streettype st_postyp st_pos_typ post_type posttype street_suffix_type street_suffix streetsuffix",
	"st_suffixd postdir post_dir sufdir suf_dir st_posdir st_pos_dir street_suffix_direction street_postdir dir_suffix",
	"st_postmod post_mod st_posmod st_pos_mod",
}

const streetNamePart = 3

// partOf tells which part of a street a column's name says it is.
func partOf(name string) (part int, ok bool) {
	folded := fold(name)
	for part, names := range streetParts {
		for spelled := range strings.FieldsSeq(names) {
			if fold(spelled) == folded {
				return part, true
			}
		}
	}
	return 0, false
}

// spelling is a field that a name stands for, and how likely the name is to.
type spelling struct {
	field Field
	rank  int
}

// known finds spellings by the folded name. A name of several languages
// (numero, adresse, via) is what the first says.
var known = func() map[string]spelling {
	all := map[string]spelling{}
	for _, language := range names {
		for field := Query; field < fields; field++ {
			for rank, name := range strings.Fields(language.of[field]) {
				if folded := fold(name); all[folded].field == None {
					all[folded] = spelling{field, rank}
				}
			}
		}
	}
	return all
}()

// fold makes spellings of one name equal.
func fold(name string) string { return text.ColumnKey(name) }

// otherwise are words that make another thing of a name that ends with that
// of a field: an email address, an IP address, a birth place.
var otherwise = foldAll("email e_mail mail ip mac web url http wallet memory birth geburts count anzahl type typ phone tel fax account konto bank order invoice serial id")

func foldAll(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[fold(word)] = true
	}
	return set
}

// find tells what a column's name says: by the whole name, or, where the name
// has more words, by its last ones ("Shipping City", "kunde_plz"); what stands
// before them is the prefix.
func find(name string) (s spelling, prefix string) {
	if s, ok := known[fold(name)]; ok {
		return s, ""
	}
	parts := words(name)
	for i := 1; i < len(parts); i++ {
		s, ok := known[fold(strings.Join(parts[i:], ""))]
		if !ok || s.field == Number && i == len(parts)-1 && len(parts[i]) < 6 { // "Order No"
			continue
		}
		for _, word := range parts[:i] {
			if otherwise[fold(word)] {
				return spelling{}, ""
			}
		}
		s.rank += 100
		return s, fold(strings.Join(parts[:i], ""))
	}
	return spelling{}, ""
}

// words parts a name at what is no letter or digit, and where a capital
// follows a small letter.
func words(name string) []string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
		before = r
	}
	return strings.Fields(b.String())
}
