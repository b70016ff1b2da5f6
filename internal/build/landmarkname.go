package build

import (
	"strings"

	"github.com/milepost/milepost/internal/index"
	"github.com/milepost/milepost/internal/text"
)

// shortestBare is how many words a landmark's name has at least without what
// stands in brackets behind it, to be a name as well: "Bar (Hotel Post)" is no bar.
const shortestBare = 2

// addBare lets a landmark be found without what stands in brackets behind its
// name, which tells it from others: "Maughan Library (King's College London)".
func addBare(a *index.NewArea) {
	name, rest, ok := strings.Cut(a.Name, "(")
	if name = strings.TrimSpace(name); !ok || !strings.HasSuffix(strings.TrimSpace(rest), ")") {
		return
	}
	if len(strings.Fields(text.Key(name))) >= shortestBare {
		a.Also = append(a.Also, index.Alias{Name: name, As: index.OtherLanguage})
	}
}
