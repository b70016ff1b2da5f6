package engine

import (
	"testing"

	"github.com/milepost/milepost/internal/geocode"
)

// bunkyo is a ward of Tokyo with two districts of a town, a town without
// districts, and one of which nothing but its point is known.
func bunkyo(t testing.TB) *Engine {
	w := newWorld()
	w.country("JP", "Japan", 44, 6, "日本")
	w.district("JP-13", "東京都")
	ward := w.place("文京区", "JP-13", 200_000, 48, 11)
	w.place("白山市", "JP-13", 100_000, 48.5, 11.5)
	return w.engineOf(t, village{place: ward, streets: []street{
		{name: "白山１丁目", numbers: map[string]geocode.Point{"1-1": metres(0, 0), "1-2": metres(10, 0), "1-9": metres(40, 0), "2-3": metres(0, 100)}},
		{name: "白山２丁目", numbers: map[string]geocode.Point{"1-2": metres(500, 0), "3-3": metres(520, 0)}},
		{name: "大字葵町", numbers: map[string]geocode.Point{"1-2": metres(1000, 0), "12-3-4": metres(1100, 0)}},
		{name: "霞が関三丁目", numbers: map[string]geocode.Point{"5": metres(0, 900)}},
	}})
}

func TestJapanese(t *testing.T) {
	e := bunkyo(t)
	for line, want := range map[string]string{
		"東京都文京区白山一丁目1番2号":                   "Address 白山１丁目 1-2 ",
		"文京区白山1-1-2":                        "Address 白山１丁目 1-2 ",
		"〒112-0001 東京都文京区白山１−１−２ 白山ビル301号室": "Address 白山１丁目 1-2 白山ビル301号室",
		"東京都 文京区 白山 1丁目 1番地の2":              "Address 白山１丁目 1-2 ",
		"東京都文京区白山二丁目一番二号":                   "Address 白山２丁目 1-2 ",
		"日本国東京都文京区白山1ー2ー3-405":              "Address 白山１丁目 2-3 405",
		"文京区葵町1-2":                          "Address 大字葵町 1-2 ",
		"文京区葵町12番地3-4":                      "Address 大字葵町 12-3-4 ",
		"文京區霞ヶ関3-5":                         "Address 霞が関三丁目 5 ",
		"東京都白山1の1の2":                        "Address 白山１丁目 1-2 ",
		"東京都文京区白山1-1-8":                     "RoadBlock 白山１丁目  ",
		"東京都文京区白山1-7-8":                     "Road 白山１丁目  ",
		"東京都文京区白山1丁目":                       "Road 白山１丁目  ",
		"東京都文京区":                            "PopulatedPlace   ",
		"日本東京都文京区千駄木5-2-1":                  "PopulatedPlace   ",
	} {
		a := ask(t, e, geocode.Request{Query: line}).Answers[0]
		if got := string(a.EntityType) + " " + a.Street + " " + a.Number + " " + a.Unit; got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
		if isAddress := a.EntityType == geocode.EntityAddress; isAddress && a.Confidence < geocode.Medium || a.MatchCodes&geocode.UpHierarchy != 0 && a.Confidence == geocode.High {
			t.Errorf("%s: %v with %v, %v", line, a.Confidence, a.MatchCodes, a.Faults)
		}
	}
}

func TestJapaneseInFields(t *testing.T) {
	e := bunkyo(t)
	for _, c := range []geocode.Address{
		{AddressLine: "白山1丁目2-3", Locality: "文京区", AdminDistrict: "東京都", CountryRegion: "JP"},
		{AddressLine: "白山一丁目２番３号", Locality: "東京都文京区", PostalCode: "112-0001", CountryRegion: "日本"},
		{AddressLine: "東京都文京区白山1-2-3", CountryRegion: "Japan"},
		{AddressLine: "1-2-3", Locality: "文京区白山", CountryRegion: "JP"},
	} {
		a := ask(t, e, geocode.Request{Address: c}).Answers[0]
		if a.EntityType != geocode.EntityAddress || a.Street != "白山１丁目" || a.Number != "2-3" || a.Confidence != geocode.High {
			t.Errorf("%+v: %s %s %s, %v %v", c, a.EntityType, a.Street, a.Number, a.Confidence, a.Faults)
		}
	}
}

// TestLatinLetters asks for streets of other scripts by customary Latin names.
func TestLatinLetters(t *testing.T) {
	w := newWorld()
	w.country("RU", "Russia", 44, 6)
	w.district("RU-MOW", "Moscow")
	moscow := w.place("Moscow", "RU-MOW", 1_000_000, 48, 11)
	e := w.engineOf(t, village{place: moscow, streets: []street{
		{name: "Тверская улица", numbers: map[string]geocode.Point{"5": metres(0, 0)}},
		{name: "Тверской бульвар", numbers: map[string]geocode.Point{"5": metres(900, 0)}},
		{name: "Щёлковское шоссе", numbers: map[string]geocode.Point{"5": metres(900, 900)}},
		{name: "세종대로", numbers: map[string]geocode.Point{"5": metres(0, 900)}},
	}})
	for line, want := range map[string]string{
		"Tverskaya ulitsa 5": "Тверская улица", "5 Tverskaja ul.": "Тверская улица", "Tverskaia St 5": "Тверская улица", "Tverskoy bulvar 5": "Тверской бульвар",
		"Tverskoj b-r 5": "Тверской бульвар", "Shchyolkovskoye shosse 5": "Щёлковское шоссе", "Schelkovskoe Highway 5": "Щёлковское шоссе",
		"5 Sejong-daero": "세종대로", "Sejongdaero 5": "세종대로", "Тверская 5": "Тверская улица", "Tverskyaa ulitsa 5": "Тверская улица",
	} {
		a := ask(t, e, geocode.Request{Address: geocode.Address{AddressLine: line, Locality: "Moscow", CountryRegion: "RU"}}).Answers[0]
		if a.EntityType != geocode.EntityAddress || a.Street != want {
			t.Errorf("%s: %s %s %v", line, a.EntityType, a.Street, a.Faults)
		}
	}
}

func TestKorean(t *testing.T) {
	w := newWorld()
	w.country("KR", "South Korea", 44, 6, "대한민국")
	w.district("KR-11", "서울특별시")
	seoul := w.place("서울", "KR-11", 10_000_000, 48, 11)
	e := w.engineOf(t, village{place: seoul, streets: []street{
		{name: "세종대로", numbers: map[string]geocode.Point{"110": metres(0, 0), "110-3": metres(10, 0), "지하 1": metres(300, 0)}},
		{name: "강서로47라길", numbers: map[string]geocode.Point{"5": metres(900, 0)}},
		{name: "강서로", numbers: map[string]geocode.Point{"47": metres(900, 900)}},
	}})
	for line, want := range map[string]string{
		"서울특별시 중구 세종대로 110":                      "세종대로 110 ",
		"대한민국 서울시 중구 세종대로110 (태평로1가)":            "세종대로 110 ",
		"서울 세종대로 110-3":                          "세종대로 110-3 ",
		"서울특별시 세종대로 지하 1":                        "세종대로 지하 1 ",
		"서울특별시 세종대로 지하1":                         "세종대로 지하 1 ",
		"서울특별시 강서구 강서로47라길5, 101동 1201호":         "강서로47라길 5 101동1201호",
		"서울특별시 강서로47라길 5 3층":                     "강서로47라길 5 3층",
		"110 Sejong-daero, 서울":                   "세종대로 110 ",
		"Gangseo-ro 47ra-gil 5, 서울, South Korea": "강서로47라길 5 ",
	} {
		a := ask(t, e, geocode.Request{Query: line}).Answers[0]
		if got := a.Street + " " + a.Number + " " + a.Unit; got != want || a.EntityType != geocode.EntityAddress {
			t.Errorf("%s: %s %s %v, want %s", line, a.EntityType, got, a.Faults, want)
		}
	}
}
