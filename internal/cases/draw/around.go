package draw

import (
	"github.com/milepost/milepost/internal/cases"
)

// around writes what is no part of an address before or behind it. Words of
// other languages would be no trouble of the country's files: where a language
// has none, there is no question.
func around(salt string, before, behind map[string][]string) func(*drawing, *question, *house) string {
	return func(_ *drawing, q *question, h *house) string {
		language := languageOf(q.country)
		first, last := before[language], behind[language]
		turn := cases.Hash("around", salt, hex(h.order)) % 2
		switch {
		case len(first) > 0 && (turn == 0 || len(last) == 0):
			q.line = pick(h, salt, first) + ", " + q.addressLine()
		case len(last) > 0:
			q.line = q.addressLine() + pick(h, salt+" by", []string{", ", " - ", " ", " ("}) + pick(h, salt, last)
		default:
			return unfit
		}
		return notSo
	}
}

// Firms and people before the address, ways to reach them around it, and
// notes behind it.
var (
	companies = map[string][]string{
		"en": {"Acme Ltd", "Smith & Sons Inc", "Northern Plumbing LLC", "The Coffee Company", "Riverside Medical Center"},
		"de": {"Müller GmbH", "Schmidt & Söhne KG", "Firma Bäcker AG", "Zahnarztpraxis Dr. Lang", "Elektro Maier e.K."},
		"fr": {"Dupont SARL", "Société Martin SAS", "Boulangerie Petit", "Cabinet Leroy"},
		"es": {"García e Hijos S.L.", "Construcciones López S.A.", "Farmacia Ruiz"},
		"pt": {"Silva & Filhos Lda", "Padaria Costa Unipessoal", "Farmácia Central"},
		"ru": {"ООО Ромашка", "ЗАО Вектор", "ИП Иванов", "Магазин Продукты"},
		"uk": {"ТОВ Ромашка", "ФОП Шевченко", "Магазин Продукти"},
		"fi": {"Virtanen Oy", "Rakennus Lahtinen Ky"}, "sv": {"Svensson AB", "Bygg Lindgren HB"}, "da": {"Jensen ApS", "Tømrer Holm A/S"},
		"ro": {"SC Popescu SRL", "Farmacia Sanatatea"}, "sk": {"Novák s.r.o.", "Lekáreň Zdravie"},
		"be": {"ААТ Рамонак"}, "sr": {"Пекара Јовановић д.о.о."}, "bg": {"Иванов ЕООД"},
	}
	people = map[string][]string{
		"en": {"c/o John Miller", "Attn: Accounts Payable", "Mrs Jane Doe", "Mr. Robert Brown", "ATTN Mary Jones"},
		"de": {"c/o Familie Huber", "z. Hd. Frau Weber", "Herrn Thomas Schneider", "bei Meier", "Frau Dr. Anna Koch"},
		"fr": {"chez M. Durand", "à l'attention de Mme Petit", "M. Jean Bernard", "c/o Moreau"},
		"es": {"a/a Sra. Pérez", "D. Juan Gómez", "c/o Fernández", "At. Dpto. Compras"},
		"pt": {"a/c Sr. Santos", "Exmo. Sr. António Lopes", "A/C Maria Alves"},
		"ru": {"Иванову И.И.", "для Петровой Анны"}, "uk": {"Шевченку Т.Г."},
		"fi": {"c/o Korhonen", "Matti Meikäläinen"}, "sv": {"c/o Andersson", "Att: Eva Berg"}, "da": {"c/o Nielsen", "att. Hanne Larsen"},
		"ro": {"Dl. Ion Ionescu"}, "sk": {"p. Ján Kováč"}, "bg": {"г-н Петър Петров"}, "sr": {"Петар Петровић"},
	}
	contacts = everywhere("Tel. 555-0123", "tel: +44 20 7946 0018", "Phone 410 555 0199", "info@example.com", "E-mail: office@example.org", "+49 30 901820", "www.example.com", "Fax 0301234567")
	notes    = map[string][]string{
		"en": {"rear", "2nd entrance", "near the church", "behind the post office", "ring bell twice", "side door", "opposite the park"},
		"de": {"Hinterhaus", "2. Eingang", "Nähe Kirche", "hinter der Post", "Klingel Meier", "Seiteneingang", "gegenüber Bahnhof"},
		"fr": {"au fond de la cour", "2e entrée", "près de l'église", "derrière la poste", "en face du parc"},
		"es": {"junto a la iglesia", "segunda entrada", "frente al parque", "detrás de correos"},
		"pt": {"junto à igreja", "2ª entrada", "em frente ao parque", "traseiras"},
		"ru": {"вход со двора", "возле церкви", "2-й вход", "напротив парка"}, "uk": {"вхід з двору", "біля церкви"},
		"fi": {"sisäpiha", "kirkon vieressä"}, "sv": {"gården", "bakom kyrkan"}, "da": {"baggården", "ved kirken"},
		"ro": {"langa biserica", "intrarea 2"}, "sk": {"pri kostole", "zadny vchod"},
	}
)

// everywhere is the same in all languages of the other tables.
func everywhere(list ...string) map[string][]string {
	all := map[string][]string{}
	for language := range moreUnits {
		all[language] = list
	}
	return all
}
