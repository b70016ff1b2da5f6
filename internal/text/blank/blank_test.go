package blank

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for sort, texts := range map[Sort][]string{
		Meant: {
			"", "  ", "Paris", "Redmond, WA", "540 E 2nd St", "Test Valley", "Unknown Road", "No Man's Land", "Nowhere Else Lane", "Aa", "Ay", "Bobo-Dioulasso", "Pago Pago", "Baba", "Walla Walla",
			"40201", "01067", "100-0001", "12345-6789", "SW1A 1AA", "101", "OK", "ND", "NO", "S.D.", "Addressenstraße", "Sin El Fil", "Sit", "Magna, UT", "Ut", "Qwara", "Dolores",
			"c/o Smith", "+", "5.11.7 Main", "St.Gallen", "日本", "東京都文京区", "서울", "Asdod", "Abcoude", "Rewari", "Default City Hall", strings.Repeat("Main Street ", 12),
		},
		Missing: {
			"N/A", "n.a.", "#N/A", "NaN", "NULL", "none", "unknown", "UNKNOWN", "Unknown address", "Address unknown", "no address", "not known", "tbd", "-", "--", "???", "…", "😀", "x", "true",
			"unbekannt", "Adresse unbekannt", "keine Angabe", "k. A.", "inconnu", "adresse inconnue", "sans adresse", "Néant", "desconocido", "sin dirección", "не указано", "нет адреса", "неизвестно",
			"невідомо", "不明", "住所不明", "未知", "미상", "주소 없음", "غير معروف", "αγνωστο", "tuntematon", "okänd adress", "chýba", "nezadané", "same as billing", "igual que envío", "wie Lieferanschrift", "brak danych", "test", "Test test", "unknown unknown",
		},
		Noise: {
			"asdf", "ASDFGH", "qwertz", "йцукен", "xxx", "aaaaaa", "sdfsdfsdf", "jkjkjk", "abc", "abc123", "asdf qwer", "zxcvbnm,", "lkjh", "poiu", "Lorem ipsum", "consectetur adipiscing elit", "Lorem ipsum " + strings.Repeat("dolor ", 40),
			"2020-01-31", "31.12.1999", "12/05/1978",
		},
		Contact: {"12345678901", "info@example.com", "mailto:a@b.org", "@somebody", "www.example.fr",
			"https://example.com/x?y=1", "example.com", "+49 30 1234567", "(502) 555-0123", "tel. 030 1234567", "Тел. 8 495 123-45-67", "1 (502) 555-0123", "0049 30 1234567"},
		Number: {"0", "7", "12", "000000", "99999", "1111111",
			"14 +49 30 901820", "1 +49 30 901820", "1 (+49 30 901820", "14 (+49 30 901820", "10 - +49 30 901820", "14 030 90182012", "7 (030) 90182012"}, // a house number before a telephone's
	} {
		for _, s := range texts {
			if got := Of(s); got != sort && !(s == "+" && got == Missing) {
				t.Errorf("%q: %d, want %d", s, got, sort)
			}
		}
	}
}

func TestIsPerson(t *testing.T) {
	for _, s := range []string{"John Smith", "Smith, John", "Mary Ann Jones", "Dr. Emily Carter", "Herr Meier", "Müller GmbH", "Acme Ltd", "Jean-Pierre Dupont", "Иван Иванов", "Иванов Иван", "ООО Ромашка", "José García López", "Ioana Ionescu", "Богдан Коваль", "Zuzana Novotná", "Dan Marin", "M. Pierre Durand"} {
		if !IsPerson(s) {
			t.Errorf("%q is somebody", s)
		}
	}
	for _, s := range []string{"", "John", "Redmond, WA", "John Street", "Anna Platz", "Victoria Park", "Maria 5", "Hauptstraße", "Charlotte Douglas International Airport", "Улица Анна", "St John"} {
		if IsPerson(s) {
			t.Errorf("%q is nobody", s)
		}
	}
}

// FuzzOf holds that any text has a sort, and that blanks around it and its
// case do not matter.
func FuzzOf(f *testing.F) {
	for _, s := range []string{"N/A", "asdf", "tel. 030", "(", "+", "@", "a@b.c", "Lorem ipsum", "1 1 1", "\xff", "½", "不明"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sort := Of(s)
		if again := Of(" " + s + "\t"); again != sort && len(s) <= longest {
			t.Errorf("%q: %d, with blanks %d", s, sort, again)
		}
		if IsPerson(s) && sort == Number {
			t.Errorf("%q is a number and somebody", s)
		}
	})
}
