package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/importers/list"
	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/referral/desk"
	"haven/internal/tray"
)

// Addresses of what comes into the directory. They hold ids alone.
const (
	importsPath    = "/imports"
	uploadPath     = importsPath + "/upload"
	pickPath       = importsPath + "/pick"
	importPath     = importsPath + "/file/:file"
	importRunPath  = importsPath + "/run/:run"
	importUndoPath = importRunPath + "/undo"

	importArg = "file"
	runArg    = "run"
)

// IsUpload tells the path that files are posted to, for [httpx.Config].
func IsUpload(path string) bool { return strings.HasSuffix(path, uploadPath) }

// importsPage is where files come in, and what came of them.
type importsPage struct {
	Problem  string
	Sources  []option
	Extents  []option
	MaxSize  string
	Folder   []string
	Corrects *correction // what rows of a file are corrected by the next one
	Tray     []importLine
	Runs     []importLine
	Pickups  []importLine
}

// importLine is a file, a run or a pick-up in a list.
type importLine struct {
	Path, Name, About, State string
	When                     moment
	Fault                    string
}

// correction is what a file of corrected rows shares with the one they are of.
type correction struct{ File, Source, Published, Extent, Mapping string }

func (importsPage) name() string            { return "imports" }
func (importsPage) title(say speech) string { return say.Text("import.heading") }

func (s *Server) importRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, importsPath, account.Import, s.imports},
		{fiber.MethodPost, uploadPath, account.Import, s.uploadImport},
		{fiber.MethodPost, pickPath, account.Import, s.pickImport},
		{fiber.MethodGet, importPath, account.Import, s.importFile},
		{fiber.MethodPost, importPath, account.Import, s.decideImport},
		{fiber.MethodGet, importPath + "/errors.csv", account.Import, s.importErrors("csv")},
		{fiber.MethodGet, importPath + "/errors.ndjson", account.Import, s.importErrors("ndjson")},
		{fiber.MethodGet, importPath + "/rows.csv", account.Import, s.importRows},
		{fiber.MethodGet, importRunPath, account.Import, s.importRun},
		{fiber.MethodPost, importUndoPath, account.Import, s.undoImport},
	}
}

func (s *Server) imports(c *fiber.Ctx, by gate.Actor) error { return s.showImports(c, by, "") }

// correctsField names the file whose rows are corrected.
const correctsField = "corrects"

// correction is what the form says beforehand of a file of corrected rows: they
// are a part of the edition that the others are of.
func (s *Server) correction(c *fiber.Ctx) (*correction, error) {
	id := c.Query(correctsField)
	if id == "" {
		return nil, nil
	}
	item, err := s.Staff.Tray.Item(c.UserContext(), id)
	if err != nil {
		return nil, hiddenImport(err)
	}
	return &correction{item.File, item.Source, item.Told.Published.Format(time.DateOnly), tray.Partial, item.Mapping}, nil
}

// How many files and runs the page lists.
const (
	maxTrayLines = 20
	maxRunLines  = 50
)

func (s *Server) showImports(c *fiber.Ctx, by gate.Actor, problem string) error {
	ctx, say := c.UserContext(), s.speech(c)
	say.here = importsPath
	p := importsPage{Problem: problem, MaxSize: megabytes(s.Staff.Tray.MaxBytes)}
	var err error
	if p.Corrects, err = s.correction(c); err != nil {
		return err
	}
	if p.Sources, p.Extents = say.importSources(""), say.extents(""); p.Corrects != nil {
		p.Sources, p.Extents = say.importSources(p.Corrects.Source), say.extents(p.Corrects.Extent)
	}
	items, err := s.Staff.Tray.Items(ctx, maxTrayLines)
	if err != nil {
		return err
	}
	for _, item := range items {
		if !item.Done() {
			p.Tray = append(p.Tray, say.trayLine(item))
		}
	}
	runs, err := s.Staff.Tray.Runs(ctx, maxRunLines)
	if err != nil {
		return err
	}
	for _, run := range runs {
		p.Runs = append(p.Runs, say.runLine(run))
	}
	found, err := s.Staff.Tray.Found(ctx)
	if err != nil {
		return err
	}
	for _, f := range found {
		line := importLine{Name: f.Name, Fault: f.Fault}
		if !f.Looked.IsZero() {
			line.When = say.moment(f.Looked)
		}
		p.Pickups = append(p.Pickups, line)
	}
	if p.Folder, err = s.Staff.Tray.InFolder(); err != nil {
		p.Problem = say.Text("import.no-folder")
	}
	return s.renderStaff(c, say, by, p)
}

// importSources are those a file may be of; the first is recognised.
func (say speech) importSources(chosen string) []option {
	options := []option{{"", say.Text("import.recognise"), chosen == ""}}
	for _, importer := range list.All() {
		name := importer.Source()
		options = append(options, option{name, say.importSource(name), chosen == name})
	}
	return options
}

func (say speech) importSource(name string) string {
	if key := "import.source." + name; say.Has(key) {
		return say.Text(key)
	}
	return say.source(name)
}

func (say speech) trayLine(item tray.Item) importLine {
	return importLine{
		Path: say.path(pathOf(importPath, importArg, item.ID)), Name: item.File, About: say.origin(item),
		State: say.trayState(item), When: say.moment(item.Arrived),
	}
}

// trayState is how far something is; of an undoing in words of its own.
func (say speech) trayState(item tray.Item) string {
	key := "import.state." + string(item.State)
	if undoing := key + ".undo"; item.Undoes != "" && say.Has(undoing) {
		key = undoing
	}
	return say.Text(key)
}

// origin is who put something into the tray.
func (say speech) origin(item tray.Item) string {
	if pickup, is := strings.CutPrefix(item.Origin, tray.PickedUp); is {
		return say.Text("import.from.pickup", pickup)
	}
	return say.Text("import.from."+item.Origin, item.Who)
}

func (say speech) runLine(run tray.Run) importLine {
	state := "import.run." + string(run.State)
	if run.Undoes != "" {
		state = "import.run.undo"
	}
	name := run.File
	if name == "" || name == "." { // it came from no file
		name = say.importSource(run.Source)
	}
	return importLine{
		Path: say.path(pathOf(importRunPath, runArg, run.ID)), Name: name,
		About: say.importSource(run.Source), State: say.Text(state), When: say.moment(run.Started),
	}
}

// hiddenImport answers to what is not there.
func hiddenImport(err error) error {
	if isNotFound(err) {
		return desk.ErrNotFound
	}
	return err
}
