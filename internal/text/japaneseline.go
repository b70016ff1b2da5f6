package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TownLine is one way to read what stands in the place of an address line in
// Japan: a town, a block and house number, and what follows.
type TownLine struct {
	Town   string // with its district: "銀座1丁目"
	Number string // "2-3"; "" for none
	Unit   string // a building and room, as typed
	Reread bool   // letters in the number were read as the digits that they look like
}

// mostParts bounds the numbers that stand in a row: district, block, house,
// its second number, room.
const mostParts = 6

// TownLines reads a line of Japanese in all likely ways, the likeliest first.
// In "銀座1-2-3" the first number is the district's, or the block's where the
// town has no districts. The line is to be without what stands before the town.
func TownLines(line string) (lines []TownLine) {
	line = strings.TrimSpace(PlainWidth(line))
	line, reread := scannedDigits(line)
	town, numbers, loose, unit := splitTown(line)
	if town == "" {
		return nil
	}
	add := func(town string, numbers []string, most int) {
		n := min(len(numbers), most)
		l := TownLine{Town: town, Number: strings.Join(numbers[:n], "-"), Unit: unit, Reread: reread}
		if rest := strings.Join(numbers[n:], "-"); rest != "" {
			l.Unit = strings.TrimSpace(rest + " " + unit)
		}
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	if loose && len(numbers) > 0 {
		district := town + numbers[0] + "丁目"
		add(district, numbers[1:], 2)
		add(district, numbers[1:], 3)
	}
	add(town, numbers, 2)
	add(town, numbers, 3)
	return lines
}

// PlainWidth writes full-width letters and digits, and half-width kana, in
// their usual width, and blanks as such.
func PlainWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, norm.NFKC.String(strings.ToValidUTF8(s, " ")))
}

// scanned is a number behind a district in which letters stand for digits.
var scanned = regexp.MustCompile(`丁目[0-9lIOSB]*[lIOSB][0-9lIOSB]*(-[0-9lIOSB]+)*([ 、,]|$)|丁目[0-9]+-[0-9]*[lIOSB][0-9lIOSB]*([ 、,]|$)`)

// scannedDigits mends a number that was scanned: "丁目l8-ll" is 18-11.
func scannedDigits(line string) (mended string, changed bool) {
	at := scanned.FindStringIndex(line)
	if at == nil {
		return line, false
	}
	return line[:at[0]] + lookalikes.Replace(line[at[0]:at[1]]) + line[at[1]:], true
}

var lookalikes = strings.NewReplacer("l", "1", "I", "1", "O", "0", "S", "5", "B", "8")

// splitTown cuts a line into the town, its numbers and what follows. loose
// tells that nothing says whether the first number is a district's.
func splitTown(line string) (town string, numbers []string, loose bool, unit string) {
	for i := 0; i < len(line); {
		number, size := numeral(line[i:])
		if size == 0 {
			_, size = utf8.DecodeRuneInString(line[i:])
			i += size
			continue
		}
		rest := line[i+size:]
		isHan := !isDigits(line[i : i+size])
		switch {
		case strings.HasPrefix(rest, "丁目"):
			town = strings.Trim(line[:i], TownSeparators) + number + "丁目"
			numbers, unit = takeNumbers(trimJoin(rest[len("丁目"):]))
			return town, numbers, false, unit
		case isHan && !strings.HasPrefix(rest, "番地") && !(strings.HasPrefix(rest, "番") && followsNumber(rest[len("番"):])) && !startsWithDash(rest):
			i += size // a part of the name
			continue
		case !isHan && belongsToTown(rest):
			i += size
			continue
		case strings.Trim(line[:i], TownSeparators) == "":
			return "", nil, false, ""
		}
		numbers, unit = takeNumbers(line[i:])
		if len(numbers) == 0 {
			i += size
			continue
		}
		return strings.Trim(line[:i], TownSeparators), numbers, !strings.HasPrefix(rest, "番"), unit
	}
	town, unit, _ = strings.Cut(line, " ")
	return town, nil, false, strings.TrimSpace(unit)
}

// belongsToTown tells whether the numeral before rest is within a town's name:
// 北12条西3丁目, 第1地割.
func belongsToTown(rest string) bool {
	for _, c := range [...]string{"条", "線", "地割", "区", "丁", "軒", "番町", "番丁", "町", "組", "の町"} {
		if strings.HasPrefix(rest, c) {
			return true
		}
	}
	return false
}

func followsNumber(s string) bool {
	if s == "" || s[0] == ' ' {
		return true
	}
	_, size := numeral(s)
	return size > 0 || strings.HasPrefix(s, "の") || strings.HasPrefix(s, "ノ") || strings.HasPrefix(s, "号") || startsWithDash(s)
}

// numeral reads the number that s begins with, in digits or characters, and
// gives it in digits. size is 0 where there is none.
func numeral(s string) (number string, size int) {
	for size < len(s) && s[size] >= '0' && s[size] <= '9' {
		size++
	}
	if size > 0 {
		return strings.TrimLeft(s[:size-1], "0") + s[size-1:size], size
	}
	if size = hanDigits(s); size == 0 {
		return "", 0
	}
	n, ok := hanNumber(s[:size])
	if !ok {
		return "", 0
	}
	return strconv.Itoa(n), size
}

// dashes are what people type between two numbers.
const dashes = "-−–—―‐‑‒ーｰ~─━ｰ"

func startsWithDash(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune(dashes, r)
}

// trimJoin drops what joins one number to the next.
func trimJoin(s string) string {
	s = strings.TrimLeft(s, TownSeparators)
	for _, join := range [...]string{"の", "ノ", "之"} {
		if rest, ok := strings.CutPrefix(s, join); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	if startsWithDash(s) {
		_, size := utf8.DecodeRuneInString(s)
		return strings.TrimLeft(s[size:], " ")
	}
	return s
}

// takeNumbers reads the numbers that a text begins with, each joined to the
// one before, and what follows them.
func takeNumbers(s string) (numbers []string, rest string) {
	for len(numbers) < mostParts {
		number, size := numeral(s)
		if size == 0 {
			break
		}
		after, joined := afterNumber(s[size:])
		if len(numbers) > 0 && !joined && namesUnit(s[size:]) {
			break // "2-3 501号室", "銀座1-2 3階"
		}
		numbers, s = append(numbers, number), after
		if !joined {
			break
		}
	}
	return numbers, strings.Trim(s, TownSeparators)
}

// namesUnit tells whether a number is that of a floor or room.
func namesUnit(after string) bool {
	for _, word := range [...]string{"階", "号室", "F", "f", "室"} {
		if strings.HasPrefix(after, word) {
			return true
		}
	}
	return false
}

// afterNumber drops the counter behind a number and what joins it to the next,
// and tells whether there is a next.
func afterNumber(s string) (rest string, joined bool) {
	rest = s
	counted := false
	for _, c := range [...]string{"番地", "番", "号"} {
		if after, ok := strings.CutPrefix(rest, c); ok {
			if c == "号" && (strings.HasPrefix(after, "室") || strings.HasPrefix(after, "棟") || strings.HasPrefix(after, "館")) {
				break
			}
			rest, counted = after, c != "号"
			break
		}
	}
	next := trimJoin(rest)
	_, size := numeral(next)
	switch explicit := next != strings.TrimLeft(rest, TownSeparators); {
	case size == 0 || !explicit && !counted || strings.HasPrefix(next[size:], "階") || strings.HasPrefix(next[size:], "号室"):
		return rest, false
	case !explicit && !isDigits(next[:size]) && !endsNumber(next[size:]):
		return rest, false // "6番 三井ビル"
	}
	return next, true
}

// endsNumber tells whether nothing that belongs to a name follows a numeral.
func endsNumber(after string) bool {
	return after == "" || after[0] == ' ' || startsWithDash(after) || startsWithCounter(after) || strings.HasPrefix(after, "の") || strings.HasPrefix(after, "ノ")
}

// townNumber gives a block and house number in digits and hyphens: "2番3号",
// "2番地の3", "二−三". ok is false where s is no such number.
func townNumber(s string) (number string, ok bool) {
	if !hasWide(s) {
		return "", false
	}
	numbers, rest := takeNumbers(strings.ReplaceAll(PlainWidth(s), " ", ""))
	if len(numbers) == 0 || rest != "" {
		return "", false
	}
	return strings.Join(numbers, "-"), true
}
