package web

import (
	"context"
	"io"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/httpx"
	"haven/internal/tray"
)

// What a steward does about a file.
const (
	doAccept  = "accept"
	doDiscard = "discard"
	doRetry   = "retry"
)

// dropField holds the consent that much is marked as gone.
const dropField = "drop"

// importFilePage is one file on its way in, or one run on its way out.
type importFilePage struct {
	importLine
	Path      string
	Problem   string
	Working   bool
	Foreign   bool // the fault is in English
	Progress  string
	Share     int // of the work that is done, in percent; -1 when unknown
	Told      *importTold
	Decidable bool
	Changing  bool
	Unmapped  bool
	Undoing   bool
	Drop      string // what has to be accepted in words, "" for nothing
	Run       string
	Mapping   string
	Draft     bool
	Sources   []option
	Extents   []option
	Published string
	Rejected  *rejectedRows
}

// rejectedRows lead to the rows of a file that were not taken.
type rejectedRows struct {
	Text              string
	CSV, NDJSON, Rows string
	Correct           string // where corrected ones are loaded
}

func (importFilePage) name() string           { return "import-file" }
func (p importFilePage) title(speech) string  { return p.Name }
func (p importFilePage) again() time.Duration { return waitingFor(p.Working) }

// lookAgain is how often a page without scripts is loaded anew while somebody
// works at what it shows.
const lookAgain = 3 * time.Second

func waitingFor(working bool) time.Duration {
	if working {
		return lookAgain
	}
	return 0
}

func (s *Server) importFile(c *fiber.Ctx, by gate.Actor) error { return s.showImportFile(c, by, "") }

func (s *Server) showImportFile(c *fiber.Ctx, by gate.Actor, problem string) error {
	say := s.speech(c)
	item, err := s.Staff.Tray.Item(c.UserContext(), c.Params(importArg))
	if err != nil {
		return hiddenImport(err)
	}
	p := say.importFilePage(item)
	p.Problem = problem
	if item.Unmapped() && item.Mapping == "" {
		p.Mapping, p.Draft = s.Staff.Tray.Draft(c.UserContext(), item), true
	}
	if n := item.Told.Rejected; n > 0 {
		p.Rejected = &rejectedRows{Text: say.Count("import.rejected", n), CSV: p.Path + "/errors.csv", NDJSON: p.Path + "/errors.ndjson"}
		if s.Staff.Tray.Correctable(item) {
			p.Rejected.Rows = p.Path + "/rows.csv"
			p.Rejected.Correct = say.path(importsPath) + "?" + correctsField + "=" + item.ID
		}
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) importFilePage(item tray.Item) importFilePage {
	line := say.trayLine(item)
	p := importFilePage{
		importLine: line, Path: line.Path, Working: item.At(), Share: -1, Decidable: item.Decidable(), Changing: item.Changeable() && !item.At(),
		Unmapped: item.Unmapped(), Undoing: item.Undoes != "", Mapping: item.Mapping,
		Sources: say.importSources(item.Source), Extents: say.extents(item.Extent),
	}
	p.Fault, p.Foreign = say.importFault(item)
	if !item.Published.IsZero() {
		p.Published = item.Published.Format(time.DateOnly)
	}
	if p.Working {
		p.Progress, p.Share = say.importProgress(item)
	} else if told := item.Told; told.Series != "" && item.Fault == "" {
		p.Told = say.importTold(told, !item.Done())
	}
	if item.Done() {
		p.Run = say.path(pathOf(importRunPath, runArg, item.Run))
	}
	if drop := item.Told.Drop; drop != nil && p.Decidable {
		p.Drop = say.Text("import.drop", drop.Gone, drop.Before)
	}
	return p
}

func (say speech) extents(chosen string) []option {
	var all []option
	for _, extent := range []string{"", tray.Complete, tray.Partial} {
		key := extent
		if key == "" {
			key = "file"
		}
		all = append(all, option{extent, say.Text("import.extent." + key), extent == chosen})
	}
	return all
}

// importFault is why something ended, "" when it did not. Faults of a file that
// only its importer knows are in English.
func (say speech) importFault(item tray.Item) (fault string, english bool) {
	if key := "import.fault." + item.Fault; item.Fault != "" && say.Has(key) {
		return say.Text(key), false
	}
	return item.Fault, true
}

// importProgress is what is being done, and how much of it in percent.
func (say speech) importProgress(item tray.Item) (string, int) {
	stage := "import.stage.waiting"
	if key := "import.stage." + stageKey(item.Stage); item.Stage != "" && say.Has(key) {
		stage = key
	}
	switch {
	case item.Total > 0:
		return say.Text("import.progress.of", say.Text(stage), item.TrayRow.Done, item.Total), 100 * item.TrayRow.Done / item.Total
	case item.TrayRow.Done > 0:
		return say.Text("import.progress", say.Text(stage), item.TrayRow.Done), -1
	}
	return say.Text(stage), -1
}

// stageKey is the first word of a stage as ingest names it.
func stageKey(stage string) string {
	for i, r := range stage {
		if r == ' ' {
			return stage[:i]
		}
	}
	return stage
}

// decideImport does what the button says that was pressed.
func (s *Server) decideImport(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	ctx, id := c.UserContext(), c.Params(importArg)
	if _, err := s.Staff.Tray.Item(ctx, id); err != nil {
		return hiddenImport(err)
	}
	switch form.Get(doField) {
	case doAccept:
		err = s.Staff.Tray.Accept(ctx, by.Who(), id, form.Get(dropField) != "")
	case doDiscard:
		if err = s.Staff.Tray.Discard(ctx, by.Who(), id); err == nil {
			return c.Redirect(s.speech(c).path(importsPath), fiber.StatusSeeOther)
		}
	case doRetry:
		var o tray.Offer
		if err = describeOffer(&o, form.Get); err == nil {
			err = s.Staff.Tray.Retry(ctx, by.Who(), id, tray.Change{Source: o.Source, Mapping: form.Get(mappingField), Published: o.Published, Extent: o.Extent})
		}
	default:
		err = errForm
	}
	if err == nil {
		return s.toImport(c, id)
	}
	status, problem := s.speech(c).problemOf(err)
	if problem == "" {
		return err
	}
	c.Status(status)
	return s.showImportFile(c, by, problem)
}

// importErrors hands over which rows were not taken and why.
func (s *Server) importErrors(format string) staffHandler {
	return func(c *fiber.Ctx, _ gate.Actor) error {
		item, err := s.Staff.Tray.Item(c.UserContext(), c.Params(importArg))
		if err != nil {
			return hiddenImport(err)
		}
		return download(c, "errors."+format, errorTypes[format], func(_ context.Context, w io.Writer) error {
			return tray.WriteErrors(w, format, item.Told.Rejections)
		})
	}
}

// importRows hands over those rows themselves, to be corrected and loaded again.
func (s *Server) importRows(c *fiber.Ctx, _ gate.Actor) error {
	item, err := s.Staff.Tray.Item(c.UserContext(), c.Params(importArg))
	if err == nil && !s.Staff.Tray.Correctable(item) {
		err = tray.ErrNotFound
	}
	if err != nil {
		return hiddenImport(err)
	}
	return download(c, "rows.csv", csvType, func(ctx context.Context, w io.Writer) error {
		return s.Staff.Tray.WriteRows(ctx, w, item)
	})
}

const csvType = "text/csv; charset=utf-8"

// errorTypes are the media types of the formats that errors are written in.
var errorTypes = map[string]string{"csv": csvType, "ndjson": "application/x-ndjson"}

func download(c *fiber.Ctx, name, mediaType string, write func(context.Context, io.Writer) error) error {
	c.Attachment(name)
	c.Set(fiber.HeaderContentType, mediaType)
	return httpx.Stream(c, write)
}
