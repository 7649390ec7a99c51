package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/ingest"
	"haven/internal/steward"
	"haven/internal/tray"
)

// importRunPage is one run that was.
type importRunPage struct {
	importLine
	Who, Of   string
	Problem   string
	Told      *importTold
	Withdrawn bool
	Undo      string // where it is undone or brought back, "" where it cannot be
	Imported  string // of a run that undid one: the one it undid
}

func (importRunPage) name() string          { return "import-run" }
func (p importRunPage) title(speech) string { return p.Name }

// importTold is what a run changed, or a dry one would.
type importTold struct {
	Heading, Edition string
	Rows             [][2]string // what, how many
	Total            string
	Kinds            []importKind
}

// importKind are examples of one kind of difference.
type importKind struct {
	Heading  string
	Examples []importExample
}

type importExample struct {
	Path, Name, City string
	Fields           []string // in English, as ingest tells them
}

func (s *Server) importRun(c *fiber.Ctx, by gate.Actor) error { return s.showImportRun(c, by, "") }

func (s *Server) showImportRun(c *fiber.Ctx, by gate.Actor, problem string) error {
	run, err := s.Staff.Tray.Run(c.UserContext(), c.Params(runArg))
	if err != nil {
		return hiddenImport(err)
	}
	say := s.speech(c)
	p := importRunPage{importLine: say.runLine(run), Who: say.runBy(run), Problem: problem, Withdrawn: run.Withdrawn()}
	if run.Told.Series != "" {
		p.Told = say.importTold(run.Told, false)
	}
	if run.Undo != "" {
		p.Undo = say.path(pathOf(importUndoPath, runArg, run.Undo))
	}
	if run.Undoes != "" {
		p.Imported = say.path(pathOf(importRunPath, runArg, run.Undoes))
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) runBy(run tray.Run) string {
	if run.Who == "" {
		return say.Text("import.by.none")
	}
	return say.Text("import.by", run.Who)
}

// undoImport has a run undone, or one that undid another.
func (s *Server) undoImport(c *fiber.Ctx, by gate.Actor) error {
	ctx, id := c.UserContext(), c.Params(runArg)
	if _, err := s.Staff.Tray.Run(ctx, id); err != nil {
		return hiddenImport(err)
	}
	item, err := s.Staff.Tray.Undo(ctx, by.Who(), id)
	if tray.IsNotUndoable(err) {
		c.Status(fiber.StatusConflict)
		return s.showImportRun(c, by, s.speech(c).Text("import.undo.lost"))
	}
	if err != nil {
		return err
	}
	return s.toImport(c, item)
}

// toImportMatter leads from the inbox to the file that waits.
func (s *Server) toImportMatter(c *fiber.Ctx, _ gate.Actor, m steward.Matter) error {
	return s.toImport(c, m.ID)
}

// importTold puts a report into words; dry is whether nothing was changed.
func (say speech) importTold(r ingest.Report, dry bool) *importTold {
	t := &importTold{Heading: say.Text("import.told.done")}
	if dry {
		t.Heading = say.Text("import.told.dry")
	}
	extent := "import.told.partial"
	if r.Complete {
		extent = "import.told.complete"
	}
	t.Edition = say.Text("import.told.edition", say.importSource(r.Source), say.Date(r.Published), say.Text(extent))
	for _, row := range []struct {
		key string
		n   int
	}{
		{"read", r.Read}, {"rejected", r.Rejected}, {"new", r.New}, {"changed", r.Changed}, {"confirmed", r.Confirmed},
		{"unchanged", r.Unchanged}, {"gone", r.Gone}, {"removed", r.Removed}, {"merged", r.Merged}, {"points", r.Points},
	} {
		if row.n > 0 {
			t.Rows = append(t.Rows, [2]string{say.Text("import.count." + row.key), strconv.Itoa(row.n)})
		}
	}
	t.Total = say.Text("import.told.total", r.Before, r.After, r.GoneAfter)
	for _, kind := range []string{"new", "changed", "gone"} {
		if k := say.importKind(kind, r.Examples, dry); len(k.Examples) > 0 {
			t.Kinds = append(t.Kinds, k)
		}
	}
	return t
}

// importKind are the examples of a kind. What a dry run would add has no page.
func (say speech) importKind(kind string, all []ingest.Difference, dry bool) importKind {
	k := importKind{Heading: say.Text("import.examples." + kind)}
	for _, d := range all {
		if d.Kind != kind {
			continue
		}
		e := importExample{Name: d.Name, City: d.City, Fields: d.Fields}
		if !dry || kind != "new" {
			e.Path = say.path(facilityPath(d.ID))
		}
		k.Examples = append(k.Examples, e)
	}
	return k
}
