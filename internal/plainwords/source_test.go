package plainwords

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// input are files whose texts are read, not shown.
var input = map[string]string{
	"internal/ingest/match/vocabulary.go": "words of the legal names of facilities",
}

// Sentences that the program says outside of its pages, such as errors of the
// API and reports of commands, stand in its source.
func TestTheProgramPutsNobodyDown(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && (name == "node_modules" || name == "plainwords" || len(name) > 2 && name[0] == '.'):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files++
		if within, err := filepath.Rel(root, path); err != nil || input[filepath.ToSlash(within)] != "" {
			return err
		}
		return checkSource(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files are found", files)
	}
}

func checkSource(t *testing.T, path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil || !strings.Contains(text, " ") {
			return true
		}
		for _, found := range Hurtful(text) {
			t.Errorf("%s says %q in %q; write: %s", path, found.Word, text, found.Instead)
		}
		return true
	})
	return nil
}
