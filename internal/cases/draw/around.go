package draw

// company names firms and people before the address.
func company(_ *drawing, q *question, h *house) string {
	names := companies[languageOf(q.country)]
	if len(names) == 0 {
		return unfit
	}
	q.line = pick(h, "company", names) + ", " + q.addressLine()
	return notSo
}

var companies = map[string][]string{
	"en": {"Acme Ltd", "Smith & Sons Inc", "Northern Plumbing LLC", "c/o John Miller", "Attn: Accounts Payable", "Mrs Jane Doe"},
	"de": {"Müller GmbH", "Schmidt & Söhne KG", "z. Hd. Frau Weber", "c/o Familie Huber", "Firma Bäcker AG"},
	"fr": {"Dupont SARL", "Société Martin SAS", "chez M. Durand", "à l'attention de Mme Petit"},
	"es": {"García e Hijos S.L.", "Construcciones López S.A.", "a/a Sra. Pérez"},
	"pt": {"Silva & Filhos Lda", "Padaria Costa Unipessoal", "a/c Sr. Santos"},
	"ru": {"ООО Ромашка", "ЗАО Вектор", "ИП Иванов"},
	"uk": {"ТОВ Ромашка", "ФОП Шевченко"},
	"fi": {"Virtanen Oy", "c/o Korhonen"},
	"sv": {"Svensson AB", "c/o Andersson"},
	"da": {"Jensen ApS", "att. Hanne Larsen", "c/o Nielsen"},
	"ro": {"SC Popescu SRL"},
	"sk": {"Novák s.r.o."},
}
