package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/referral/desk"
	"haven/internal/steward"
	"haven/internal/store"
)

const (
	historyPath = listingPath + "/history"
	versionPath = historyPath + "/:version"
	versionArg  = "version"
	fieldField  = "field"
)

// maxChanges is how many changed fields a line of the history names.
const maxChanges = 8

// historyPage is what became of a listing, the latest first.
type historyPage struct {
	Place, Back string
	Versions    []versionLine
}

// versionLine is a version of a listing in its history.
type versionLine struct {
	Path, At string
	Said     []saying
	Changes  []pastChange
	More     int
	First    bool
}

// saying is a statement that made a version, or was withdrawn with it.
type saying struct {
	By, Why string
	Ended   bool
}

// pastChange is a field with what it showed before and after.
type pastChange struct {
	Name, Label, Was, Is string
	Chosen               bool
}

func (historyPage) name() string            { return "history" }
func (historyPage) title(say speech) string { return say.Text("inbox.history") }

func (s *Server) historyRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, historyPath, account.EditListing, s.history},
		{fiber.MethodGet, versionPath, account.EditListing, s.version},
		{fiber.MethodPost, versionPath, account.EditListing, s.revert},
	}
}

func (s *Server) history(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	versions, err := s.Staff.Stewards.History(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	people, err := s.Staff.Stewards.People(c.UserContext(), speakers(versions)...)
	if err != nil {
		return err
	}
	say := s.speech(c)
	here := say.path(pathOf(listingPath, listingArg, l.ID))
	p := historyPage{Place: l.Name.String(), Back: here}
	for i, v := range versions {
		p.Versions = append(p.Versions, say.versionLine(v, here, by.User, people, i == len(versions)-1))
	}
	return s.renderStaff(c, say, by, p)
}

// speakers are the accounts that said something.
func speakers(versions []listing.Version) (ids []string) {
	for _, v := range versions {
		for _, s := range v.Said {
			ids = append(ids, s.By)
		}
	}
	return ids
}

func (say speech) versionLine(v listing.Version, here string, viewer account.User, people map[string]account.User, first bool) versionLine {
	line := versionLine{Path: here + "/history/" + strconv.FormatInt(v.At.Unix(), 10), At: say.onDay(v.At), First: first}
	for _, s := range v.Said {
		line.Said = append(line.Said, saying{By: say.speaker(s, viewer, people), Why: s.Why})
	}
	for _, s := range v.Ended {
		line.Said = append(line.Said, saying{By: say.speaker(s, viewer, people), Ended: true})
	}
	if first {
		return line
	}
	for i, c := range v.Changes {
		if i == maxChanges {
			line.More = len(v.Changes) - maxChanges
			break
		}
		line.Changes = append(line.Changes, say.pastChange(c))
	}
	return line
}

// speaker is who said something: a source with its file, or a role. Only
// stewards read the names of those behind it, and everybody knows themselves.
func (say speech) speaker(s store.PastStatement, viewer account.User, people map[string]account.User) string {
	by, known := people[s.By]
	switch {
	case s.File != "":
		return say.Text("inbox.history.file", say.source(s.Source), s.File)
	case !known:
		return say.source(s.Source)
	case by.ID == viewer.ID:
		return say.Text("inbox.history.you", say.source(s.Source))
	case account.May(viewer, account.DecideListing, ""):
		return say.Text("inbox.history.who", say.source(s.Source), say.role(by.Role), by.Email)
	}
	return say.Text("inbox.history.role", say.source(s.Source), say.role(by.Role))
}

func (say speech) pastChange(c facility.Change) pastChange {
	return pastChange{Name: string(c.Field), Label: say.field(c.Field), Was: say.voiced(c.Field, c.Was), Is: say.voiced(c.Field, c.Is)}
}

// versionPage is a place as it was shown at a time.
type versionPage struct {
	Place    facilityPage
	At, Back string
	Action   string
	Changes  []pastChange // to what is shown now
	why
}

func (versionPage) name() string            { return "version" }
func (versionPage) title(say speech) string { return say.Text("inbox.history") }

func (s *Server) version(c *fiber.Ctx, by gate.Actor) error {
	return s.showVersion(c, by, url.Values{}, "")
}

// then is the place of a request at the time in its address.
func (s *Server) then(c *fiber.Ctx, by gate.Actor) (steward.Then, error) {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return steward.Then{}, err
	}
	at, err := strconv.ParseInt(c.Params(versionArg), 10, 64)
	if err != nil {
		return steward.Then{}, desk.ErrNotFound
	}
	return s.Staff.Stewards.Then(c.UserContext(), l.ID, time.Unix(at, 0).UTC())
}

func (s *Server) showVersion(c *fiber.Ctx, by gate.Actor, form url.Values, problem string) error {
	t, err := s.then(c, by)
	if err != nil {
		return err
	}
	say := s.speech(c)
	here := say.path(pathOf(listingPath, listingArg, t.Listing.ID)) + "/history"
	was := t.Profile.Public().Listing(t.Listing.ID, t.Listing.Location)
	asSeen := say // ages were those of that day
	asSeen.now = t.At
	p := versionPage{
		Place: newFacility(asSeen, &was, t.Profile), At: say.onDay(t.At), Back: here, Action: here + "/" + strconv.FormatInt(t.At.Unix(), 10),
		why: why{form.Get(wordsField), steward.MaxWords, problem},
	}
	p.Place.Preview = true
	for _, change := range t.Changes {
		if _, known := t.Profile.Again(change.Field); known {
			line := say.pastChange(change)
			line.Chosen = slices.Contains(form[fieldField], line.Name)
			p.Changes = append(p.Changes, line)
		}
	}
	return s.renderStaff(c, say, by, p)
}

// revert says again what some fields showed then.
func (s *Server) revert(c *fiber.Ctx, by gate.Actor) error {
	t, err := s.then(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	var fields []facility.Field
	for _, name := range form[fieldField] {
		fields = append(fields, facility.Field(name))
	}
	decides := account.May(by.User, account.DecideListing, "")
	_, err = s.Staff.Stewards.Revert(c.UserContext(), by.Who(), decides, t.Listing.ID, t.At, fields, form.Get(wordsField))
	if problem := s.speech(c).wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showVersion(c, by, form, problem)
	}
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(pathOf(historyPath, listingArg, t.Listing.ID)), fiber.StatusSeeOther)
}

// onDay is a day with its time in UTC: history is read by people of many places.
func (say speech) onDay(at time.Time) string {
	return say.Text("inbox.history.moment", say.Date(at), at.UTC().Format("15:04"))
}
