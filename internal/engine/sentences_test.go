package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/milepost/milepost/internal/wording"
)

// TestEveryFaultHasItsSentences holds that whatever the engine can charge an
// answer with is said in every language, and that no sentence is left of a
// fault that went. The faults are those of the engine's own source: every
// charge that is written there.
func TestEveryFaultHasItsSentences(t *testing.T) {
	charged := chargesInSource(t)
	if len(charged) < 70 {
		t.Fatalf("the engine's source has %d charges; are they written otherwise now?", len(charged))
	}
	said := wording.Faults()
	for _, name := range charged {
		if !slices.Contains(said, name) {
			t.Errorf("%s has no sentences: add it to internal/wording/faults.txt", name)
		}
	}
	for _, name := range said {
		if !slices.Contains(charged, name) {
			t.Errorf("internal/wording/faults.txt speaks of %s, which the engine never charges", name)
		}
	}
}

// chargesInSource lists the names of the charges that the engine's files make.
// A fault whose name is made otherwise fails the test.
func chargesInSource(t *testing.T) (names []string) {
	t.Helper()
	files := token.NewFileSet()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, chargesIn(t, files, file)...)
	}
	return names
}

func chargesIn(t *testing.T, files *token.FileSet, file *ast.File) (names []string) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		switch spellType(literal.Type) {
		case "charge":
			names = append(names, nameOfCharge(t, files, literal))
		case "[]charge", "map[]charge":
			t.Errorf("%s: charges in a list: give each a name of its own", files.Position(n.Pos()))
		case "geocode.Fault":
			if _, ok := literal.Elts[0].(*ast.KeyValueExpr).Value.(*ast.SelectorExpr); !ok {
				t.Errorf("%s: a fault that is of no charge", files.Position(n.Pos()))
			}
		}
		return true
	})
	return names
}

// nameOfCharge is the first part of charge{"street.edit1", 0.05}.
func nameOfCharge(t *testing.T, files *token.FileSet, literal *ast.CompositeLit) string {
	t.Helper()
	if text, ok := literal.Elts[0].(*ast.BasicLit); ok {
		if name, err := strconv.Unquote(text.Value); err == nil {
			return name
		}
	}
	t.Errorf("%s: the name of a charge is not written out", files.Position(literal.Pos()))
	return ""
}

// spellType spells the type of a literal as far as it matters here.
func spellType(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return spellType(e.X) + "." + e.Sel.Name
	case *ast.ArrayType:
		return "[]" + spellType(e.Elt)
	case *ast.MapType:
		return "map[]" + spellType(e.Value)
	}
	return ""
}
