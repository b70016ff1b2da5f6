package blank

import (
	"strings"

	"github.com/milepost/milepost/internal/text"
)

// missing are the texts in place of a value, as keys, parted by "|".
var missing = phrases(
	"true|false|n a|na|nan|null|nil|none|undefined|unknown|unk|not known|not available|not applicable|not provided|not given|not specified|unspecified|not found|no data|no value|missing|blank|empty|void|no fixed abode|no fixed address|nfa|homeless|moved|moved away|deceased|refused|withheld|confidential|redacted|return to sender|see above|see below|see notes|see note|see comments|as above|same as above|same|same as billing|same as shipping|same as delivery|same as invoice|same as mailing|same as previous|same address|as before|ask customer|ask client|ask office|call customer|call for address|contact customer|call first|ditto|idem|tbd|tba|tbc|to be confirmed|to be determined|to be announced|to follow|pending|dummy|sample|example|placeholder|test|testing|tester|test data|delete|deleted|delete me|do not use|ignore|default|other|various|any|anywhere|nowhere|somewhere|value|ref|div 0|x|xx|hello|hello world|foo|bar|foo bar|foobar|wrong address|bad address|invalid|error",
	"unbekannt|keine|keine angabe|keine angaben|k a|ka|nicht bekannt|nicht angegeben|nicht vorhanden|nicht verfugbar|ohne angabe|o a|ohne festen wohnsitz|ofw|o f w|unbekannt verzogen|verzogen|verstorben|wie oben|siehe oben|s o|siehe unten|leer|fehlt|entfallt|wie rechnungsadresse|wie lieferadresse|wie rechnungsanschrift|wie lieferanschrift|wie vorher|dieselbe|wird nachgereicht|nachzureichen|bitte erfragen|kunde fragen|muster|musterfirma|egal|irgendwo|nirgendwo|nichts|folgt",
	"inconnu|inconnue|non renseigne|non renseignee|n r|non communique|non connu|non disponible|sans objet|sans|aucun|aucune|neant|sdf|sans domicile fixe|npai|vide|idem ci dessus|idem facturation|idem livraison|meme adresse|la meme|a preciser|a definir|voir client|voir ci dessus|voir plus haut|a completer|essai|decede|nulle part",
	"desconocido|desconocida|sin datos|sin dato|no consta|no disponible|no aplica|ninguno|ninguna|nada|vacio|s n|sin numero|por definir|pendiente|prueba|pruebas|fallecido|igual|igual que arriba|igual que facturacion|igual que envio|igual que la anterior|la misma|misma direccion|mismo domicilio|preguntar al cliente|ver arriba|en ninguna parte",
	"sconosciuto|sconosciuta|non disponibile|non noto|nessuno|nessuna|ignoto|vuoto|prova|senza fissa dimora|come sopra|vedi sopra",
	"desconhecido|desconhecida|nao informado|nao informada|nao consta|nao disponivel|nenhum|nenhuma|vazio|teste|sem informacao|a definir|o mesmo|a mesma|igual a faturacao|perguntar ao cliente",
	"onbekend|geen|niet bekend|niet beschikbaar|nvt|n v t|niet van toepassing|leeg|zie boven",
	"nieznany|nieznana|nieznane|brak|brak danych|nie dotyczy|nie podano|b d|puste|bez stalego miejsca zamieszkania",
	"okand|okant|saknas|ej angiven|ej kand|ingen|tom|ukendt|ukjent|mangler|ikke oplyst|ikke angitt|ikke kendt|ingen adresse",
	"tuntematon|ei tiedossa|ei ole|puuttuu|tyhja|testi|ei osoitetta",
	"neznamy|neznama|neznamo|neuvedeno|neni|neuvedene|nezname|chyba|chybi|chybaju|nezadane|nezadano|nevyplnene|nevyplneno|nie je|nie je znama|nepozna sa|bez udaju|neplatne|neplatna|prazdne|nezistene|bez udania",
	"ismeretlen|nincs|nincs adat|ures|teszt|necunoscut|necunoscuta|fara|fara date|lipsa|nespecificat|nepoznato|nepoznat|nema|nije poznato|nema podataka|neznano|ni podatka|nezinomas|nera|nezinams|nav|teadmata|puudub",
	"bilinmiyor|yok|belirtilmemis|bos|deneme|adres yok|tidak diketahui|tidak ada|khong ro|khong co|khong biet",
	"αγνωστο|αγνωστη|αγνωστος|δεν υπαρχει|κενο|δοκιμη|κανενα",
	"неизвестно|неизвестен|неизвестна|неизвестный|неизвестныи|не указан|не указано|не указана|не известно|нет|нет данных|нет адреса|отсутствует|пусто|тест|бомж|без определенного места жительства|невідомо|невидомо|не вказано|немає|немае|невядома|неизвестно место|няма|няма данни|непознато|нема",
	"不明|不詳|未詳|未定|なし|無し|無|該当なし|不明な住所|住所不明|住所不定|未入力|未記入|テスト|同上|未知|未知地址|地址不详|不详|无|没有|暂无|待定|测试|無資料|無地址|不詳地址|测试地址|同上地址",
	"없음|미상|미정|불명|주소불명|주소 불명|주소없음|주소 없음|알 수 없음|해당없음|해당 없음|테스트|상동|동일",
	"غير معروف|غير معروفه|غير معروفة|غير متوفر|لا يوجد|لا يوجد عنوان|مجهول|بدون عنوان|فارغ|اختبار|לא ידוע|אין|אין כתובת|ריק|בדיקה|نامشخص|ندارد|अज्ञात|कोई नहीं|ไม่ทราบ|ไม่มี|უცნობია|უცნობი|არ არის|անհայտ|չկա",
)

// addressNouns say what is missing: "address unknown", "sans adresse".
var addressNouns = phrases("address|addr|adress|adresse|adressen|anschrift|direccion|domicilio|indirizzo|endereco|morada|adres|adresa|cim|osoite|адрес|адреса|διευθυνση|location|ort|wohnort|no|not|kein|keine|sans|pas de|sin|senza|sem|geen|brak|utan|uden|uten|ilman|bez|без|нет|is|ist|est|es|an")

// phrases makes a set of keys.
func phrases(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for phrase := range strings.SplitSeq(list, "|") {
			set[text.Key(phrase)] = true
		}
	}
	return set
}

// mostWords is how many words are taken together for a missing value.
const mostWords = 6

// isMissing tells whether a key stands for a value that is not known; the key
// of signs alone does.
func isMissing(key string) bool {
	if key == "" || missing[key] {
		return true
	}
	words := strings.Fields(key)
	if len(words) < 2 || len(words) > mostWords {
		return false
	}
	nouns, rest := 0, 0
	for _, w := range words {
		switch {
		case addressNouns[w]:
			nouns++
		case missing[w]:
			rest++
		default:
			return false
		}
	}
	return rest > 0 || nouns > 1
}
