package main

import (
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// arrows are what few packages may import, and which. Packages below one that is
// named are meant with it.
var arrows = []struct {
	what string
	of   []string // the beginnings of import paths
	by   []string
}{
	{"SQL", []string{"database/sql", "github.com/jmoiron/sqlx", "github.com/lib/pq", "modernc.org/sqlite"},
		[]string{"haven/internal/store", "haven/internal/pgtest", "haven/internal/bench"}},
	{"Bleve", []string{"github.com/blevesearch"}, []string{"haven/index", "haven/internal/bench"}},
	{"H3", []string{"github.com/uber/h3-go"},
		[]string{"haven/index", "haven/internal/facility/scan", "haven/internal/referral", "haven/internal/board"}},
	{"the index", []string{"haven/index"}, []string{"haven/cmd/haven", "haven/internal/bench"}},
	{"the pages", []string{"haven/web"}, []string{"haven/cmd/haven", "haven/web"}},
	{"the JSON API", []string{"haven/internal/api"}, []string{"haven/cmd/haven", "haven/internal/bench"}},
}

func TestTheArrowsOfTheArchitecture(t *testing.T) {
	for name, imports := range packages(t) {
		for _, imported := range imports {
			for _, a := range arrows {
				if within(imported, a.of) && !within(name, a.by) {
					t.Errorf("%s imports %s (%s), which is for %s", name, imported, a.what, strings.Join(a.by, ", "))
				}
			}
			domain := name == "haven/internal/facility" || within(name, []string{"haven/internal/geo"})
			if domain && within(imported, []string{"haven"}) && !within(imported, []string{"haven/internal/geo"}) {
				t.Errorf("%s is the domain and imports %s", name, imported)
			}
			if name == "haven/internal/api" && imported == "haven/internal/store" {
				t.Errorf("%s imports %s", name, imported)
			}
		}
	}
}

func TestTheArchitectureNamesEveryPackage(t *testing.T) {
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range packages(t) {
		below := strings.TrimPrefix(name, "haven/")
		if strings.Count(below, "/") > 1 || strings.HasPrefix(below, "importers/") {
			continue // told with the package above it, where it has to be: "a package a source"
		}
		if !strings.Contains(string(text), "`"+below+"`") && !strings.Contains(string(text), "`"+path.Base(below)+"`") {
			t.Errorf("ARCHITECTURE.md does not say what %s is", below)
		}
	}
}

// packages are those of this module with what each imports, tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	list.Dir, list.Stderr = "../..", os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		all[words[0]] = words[1:]
	}
	return all
}

// within reports whether an import path is one of some, or below it.
func within(name string, some []string) bool {
	return slices.ContainsFunc(some, func(one string) bool { return name == one || strings.HasPrefix(name, one+"/") })
}
