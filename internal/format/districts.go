package format

import "strings"

// districtsTable gives the first-level districts of the countries where
// addresses have them, with the short forms that are written there.
const districtsTable = `
US AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
	DC District of Columbia, DC Washington D.C., DC Washington DC, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois,
	IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota,
	MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico,
	NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island,
	SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington,
	WV West Virginia, WI Wisconsin, WY Wyoming, AS American Samoa, GU Guam, MP Northern Mariana Islands, PR Puerto Rico,
	VI United States Virgin Islands, VI U.S. Virgin Islands, VI Virgin Islands
CA AB Alberta, BC British Columbia, BC Colombie-Britannique, MB Manitoba, NB New Brunswick, NB Nouveau-Brunswick,
	NL Newfoundland and Labrador, NL Terre-Neuve-et-Labrador, NS Nova Scotia, NS Nouvelle-Écosse, NT Northwest Territories,
	NT Territoires du Nord-Ouest, NU Nunavut, ON Ontario, PE Prince Edward Island, PE Île-du-Prince-Édouard, QC Quebec, QC Québec,
	SK Saskatchewan, YT Yukon
AU ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland, SA South Australia,
	TAS Tasmania, VIC Victoria, WA Western Australia
BR AC Acre, AL Alagoas, AM Amazonas, AP Amapá, BA Bahia, CE Ceará, DF Distrito Federal, DF Federal District, ES Espírito Santo,
	GO Goiás, MA Maranhão, MG Minas Gerais, MS Mato Grosso do Sul, MT Mato Grosso, PA Pará, PB Paraíba, PE Pernambuco, PI Piauí,
	PR Paraná, RJ Rio de Janeiro, RN Rio Grande do Norte, RO Rondônia, RR Roraima, RS Rio Grande do Sul, SC Santa Catarina,
	SE Sergipe, SP São Paulo, TO Tocantins
CH AG Aargau, AI Appenzell Innerrhoden, AR Appenzell Ausserrhoden, BE Bern, BE Berne, BL Basel-Landschaft, BS Basel-Stadt,
	FR Fribourg, FR Freiburg, GE Geneva, GE Genève, GL Glarus, GR Graubünden, GR Grisons, JU Jura, LU Luzern, LU Lucerne,
	NE Neuchâtel, NW Nidwalden, OW Obwalden, SG St. Gallen, SH Schaffhausen, SO Solothurn, SZ Schwyz, TG Thurgau, TI Ticino,
	UR Uri, VD Vaud, VS Valais, VS Wallis, ZG Zug, ZH Zürich, ZH Zurich
DO DN Distrito Nacional
MX Ags. Aguascalientes, B.C. Baja California, B.C.S. Baja California Sur, Camp. Campeche, Chis. Chiapas, Chih. Chihuahua,
	CDMX Ciudad de México, CDMX Mexico City, Coah. Coahuila, Col. Colima, Dgo. Durango, Gto. Guanajuato, Gro. Guerrero,
	Hgo. Hidalgo, Jal. Jalisco, Méx. México, Méx. State of Mexico, Méx. Estado de México, Mich. Michoacán, Mor. Morelos, Nay. Nayarit,
	N.L. Nuevo León, Oax. Oaxaca, Pue. Puebla, Qro. Querétaro, Q.R. Quintana Roo, S.L.P. San Luis Potosí, Sin. Sinaloa,
	Son. Sonora, Tab. Tabasco, Tamps. Tamaulipas, Tlax. Tlaxcala, Ver. Veracruz, Yuc. Yucatán, Zac. Zacatecas
`

// provincesTable gives second-level districts in the same way.
const provincesTable = `
IT AG Agrigento, AL Alessandria, AN Ancona, AO Aosta, AO Valle d'Aosta, AP Ascoli Piceno, AQ L'Aquila, AR Arezzo, AT Asti, AV Avellino,
	BA Bari, BG Bergamo, BI Biella, BL Belluno, BN Benevento, BO Bologna, BR Brindisi, BS Brescia, BT Barletta-Andria-Trani, BZ Bolzano,
	BZ South Tyrol, BZ Bozen, CA Cagliari, CB Campobasso, CE Caserta, CH Chieti, CL Caltanissetta, CN Cuneo, CO Como, CR Cremona, CS Cosenza,
	CT Catania, CZ Catanzaro, EN Enna, FC Forlì-Cesena, FE Ferrara, FG Foggia, FI Firenze, FI Florence, FM Fermo, FR Frosinone, GE Genova,
	GE Genoa, GO Gorizia, GR Grosseto, IM Imperia, IS Isernia, KR Crotone, LC Lecco, LE Lecce, LI Livorno, LO Lodi, LT Latina, LU Lucca,
	MB Monza e della Brianza, MB Monza and Brianza, MC Macerata, ME Messina, MI Milano, MI Milan, MN Mantova, MN Mantua, MO Modena,
	MS Massa-Carrara, MT Matera, NA Napoli, NA Naples, NO Novara, NU Nuoro, OR Oristano, PA Palermo, PC Piacenza, PD Padova, PD Padua,
	PE Pescara, PG Perugia, PI Pisa, PN Pordenone, PO Prato, PR Parma, PT Pistoia, PU Pesaro e Urbino, PV Pavia, PZ Potenza, RA Ravenna,
	RC Reggio di Calabria, RC Reggio Calabria, RE Reggio nell'Emilia, RE Reggio Emilia, RG Ragusa, RI Rieti, RM Roma, RM Rome, RM Roma Capitale,
	RN Rimini, RO Rovigo, SA Salerno, SI Siena, SO Sondrio, SP La Spezia, SR Siracusa, SR Syracuse, SS Sassari, SU Sud Sardegna,
	SU South Sardinia, SV Savona, TA Taranto, TE Teramo, TN Trento, TO Torino, TO Turin, TP Trapani, TR Terni, TS Trieste, TV Treviso, UD Udine,
	VA Varese, VB Verbano-Cusio-Ossola, VC Vercelli, VE Venezia, VE Venice, VI Vicenza, VR Verona, VT Viterbo, VV Vibo Valentia
`

var (
	shortDistricts = parseDistricts(districtsTable)
	shortProvinces = parseDistricts(provincesTable)
)

// parseDistricts reads a table of short forms: by country and name, as it
// stands and by its key.
func parseDistricts(table string) map[string]map[string]string {
	all := map[string]map[string]string{}
	for entry := range strings.SplitSeq(strings.TrimSpace(strings.ReplaceAll(table, "\n\t", " ")), "\n") {
		country, list, _ := strings.Cut(entry, " ")
		names := map[string]string{}
		for pair := range strings.SplitSeq(list, ",") {
			short, name, _ := strings.Cut(strings.TrimSpace(pair), " ")
			for _, key := range []string{name, short, districtKey(name), districtKey(short)} {
				names[key] = short
			}
		}
		all[country] = names
	}
	return all
}

// districtKey is a name in lower case, without the punctuation that some leave out.
func districtKey(name string) string {
	return strings.ToLower(withoutMarks.Replace(name))
}

var withoutMarks = strings.NewReplacer(",", "", ".", "")

// ShortDistrict gives the short form in which addresses of a country have one of
// its first-level districts ("WA" for "Washington"), the name itself where there
// is none. The country is given as alpha-2 code, the district by its name in
// English or a language of the country, or by the short form.
func ShortDistrict(country, name string) string {
	return shortOf(shortDistricts[country], name)
}

// ShortProvince does the same for second-level districts, in countries whose
// addresses have them: "TO" for "Torino" or "Provincia di Torino". It is ""
// for what is not known.
func ShortProvince(country, name string) string {
	names := shortProvinces[country]
	if names == nil || name == "" {
		return ""
	}
	if short := names[districtKey(name)]; short != "" {
		return short
	}
	for _, begin := range provinceWords {
		if rest, ok := strings.CutPrefix(name, begin); ok {
			return names[districtKey(rest)]
		}
	}
	return ""
}

// provinceWords say what a province is, before its name.
var provinceWords = []string{
	"Provincia di ", "Provincia della ", "Provincia del ", "Provincia dell'", "Province of ", "Città metropolitana di ",
	"Metropolitan City of ", "Libero consorzio comunale di ",
}

func shortOf(names map[string]string, name string) string {
	if names == nil || name == "" {
		return name
	}
	if short := names[name]; short != "" {
		return short
	}
	if short := names[districtKey(name)]; short != "" {
		return short
	}
	return name
}
