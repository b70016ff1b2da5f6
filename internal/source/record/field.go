// Package record turns the named columns of a list, delimited or JSON lines,
// into features.
//
// It works in three steps, each for one record at a time: a Reader gives the
// record's values by column; a Layout, made once from the columns' names, says
// which field each column is; and a Maker checks the values and makes a
// feature of them, or says why it cannot. The kinds of sources differ in their
// layouts and in what they know besides.
package record

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// Field is what a column holds.
type Field uint8

// The fields. None is a column that serves for nothing.
const (
	None Field = iota
	Lat
	Lon
	Number
	NumberSuffix // "bis", "A", "1/2": belongs to Number
	Unit
	Street
	StreetBefore // of a street in parts: what precedes its direction ("OLD")
	StreetFrom   // direction before: "N"
	StreetKind   // type before: "RUE", "AVE"
	StreetName   // the name proper
	StreetType   // type behind: "ST"
	StreetTo     // direction behind: "SW"
	StreetBehind // what follows all
	Line         // number and street in one
	Locality
	PostTown
	District
	Region
	Postcode
	Country
	ID
	Accuracy
	Name
	Population
	Block    // Japanese: oaza and chome
	SubBlock // Japanese: koaza
	Admin1   // code of the first level
	Admin2   // code of the second level
	Shape    // a GeoJSON geometry's type
	fieldCount
)

// spellings are the names of a field's column, the likelier first: where a
// table has several of them, the first is meant. They are compared by fold.
var spellings = [fieldCount]string{
	Lat:          "lat latitude breite breitengrad geo_lat gps_lat lat_wgs84 latitud latitudine latitude_wgs84 y_wgs84 szerokosc geometry.lat ycoord y",
	Lon:          "lon lng long longitude laenge länge längengrad laengengrad geo_lon geo_lng gps_lon gps_long lon_wgs84 lng_wgs84 longitud longitudine longitude_wgs84 x_wgs84 dlugosc geometry.lon xcoord x",
	Number:       "number house_number housenumber house_no houseno addr:housenumber numero número hausnummer hausnr haus_nr hnr nr huisnummer husnummer husnr numero_civico civico num st_number street_number streetnumber address_number addressnumber add_number addnum addr_num numero_voie numero_da_porta talonumero numer numer_domu cislo čp дом номер_дома номер no",
	NumberSuffix: "rep house_number_suffix number_suffix numsuff st_numsuff addnum_suf addnumsuf addr_num_suffix hausnummerzusatz hausnrzusatz hnr_zusatz huisnummertoevoeging huisletter suffix indice_de_repetition",
	Unit:         "unit unit_number unitnumber addr:unit apartment apt apt_no suite wohnung appartement appartamento piso flat",
	Street:       "street street_name streetname addr:street nom_voie voie libelle_voie straße strasse strassenname strname straat straatnaam openbareruimte road road_name roadname calle nombre_calle via nome_via indirizzo_via rua logradouro gata gatenavn vejnavn vej katu katunimi ulica nazwa_ulicy utca улица ulice st_fullname full_street_name fullname",
	StreetBefore: "st_premod predir_mod pre_mod st_pre_mod",
	StreetFrom:   "st_prefixd predir pre_dir st_predir prefix_direction street_prefix_direction streetpredir st_pre_dir",
	StreetKind:   "st_prefixt pretype pre_type st_pretyp st_pre_typ street_prefix_type type_voie type_de_voie",
	StreetName:   "st_name streetname_only base_name street_base_name",
	StreetType:   "st_type street_type streettype st_postyp st_pos_typ post_type posttype street_suffix_type",
	StreetTo:     "st_suffixd postdir post_dir sufdir suf_dir st_posdir st_pos_dir street_suffix_direction",
	StreetBehind: "st_postmod post_mod st_posmod st_pos_mod",
	Line:         "address address_line addressline address_line_1 address_line1 address1 addr full_address fulladdress addrlabel adresse direccion dirección indirizzo endereco endereço adres adress anschrift street_address streetaddress адрес",
	Locality:     "city locality town addr:city municipality place_name nom_commune nom_de_la_commune commune ort ortsname stadt gemeinde gemeindename gemeente woonplaats woonplaatsnaam ciudad municipio localidad comune città citta località cidade localidade miasto miejscowosc miejscowość by poststed postnrnavn kunta kaupunki postort kommun obec город населенный_пункт suburb village city_name cityname post_city postal_city city_posta mailing_city",
	PostTown:     "libelle_acheminement libelle_d_acheminement post_town posttown postal_community",
	District:     "district county addr:district county_name kreis landkreis departement nom_departement provincia okres powiat arrondissement",
	Region:       "region state addr:state province state_code state_name admin1 bundesland kanton canton nom_region région comunidad_autonoma regione estado uf wojewodztwo województwo lan län fylke maakunta kraj область регион pref prefecture province_code",
	Postcode:     "postcode postal_code postalcode addr:postcode zip zip_code zipcode zip5 code_postal codepostal plz postleitzahl codigo_postal cp cap cep postnummer postnr postinumero kod_pocztowy psc irsz индекс eircode",
	Country:      "country country_code countrycode addr:country iso2 country_iso land pays pais país paese kraj_kod страна",
	ID:           "id source_id sourceid address_id addressid objectid fid uid uuid guid hash cle_interop id_ban_adresse",
	Accuracy:     "accuracy type_position position_type location_type precision placement point_type",
	Name:         "name place_label label",
	Population:   "population pop",
	Block:        "oaza oaza_cho",
	SubBlock:     "koaza",
	Admin1:       "admin1_code admin_code1",
	Admin2:       "admin2_code admin_code2",
	Shape:        "geometry.type",
}

// columnFields are the names that --columns gives to fields.
var columnFields = map[string]Field{
	"lat": Lat, "latitude": Lat, "lon": Lon, "lng": Lon, "longitude": Lon,
	"number": Number, "suffix": NumberSuffix, "unit": Unit, "street": Street, "address": Line,
	"locality": Locality, "city": Locality, "district": District, "county": District,
	"region": Region, "state": Region, "postcode": Postcode, "zip": Postcode, "country": Country,
	"id": ID, "accuracy": Accuracy, "name": Name, "population": Population,
	"admin1": Admin1, "admin2": Admin2,
}

// known finds a field and the rank of a spelling by the folded name.
var known = foldSpellings()

type spelling struct {
	field Field
	rank  int
}

func foldSpellings() map[string]spelling {
	all := map[string]spelling{}
	for field, names := range spellings {
		for rank, name := range strings.Fields(names) {
			folded := fold(name)
			if _, taken := all[folded]; !taken {
				all[folded] = spelling{Field(field), rank}
			}
		}
	}
	return all
}

// fold makes spellings of one column's name equal.
func fold(name string) string { return text.ColumnKey(name) }
