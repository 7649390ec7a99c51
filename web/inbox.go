package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/merge"
	"haven/internal/owner/registry"
	"haven/internal/referral/desk"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/tray"
)

// Addresses of the stewards' inbox. They hold ids alone.
const (
	inboxPath  = "/inbox"
	matterPath = "/inbox/:kind/:matter"
	matterArg  = "matter"
)

const mineField = "mine"

// matterKind is how matters of a kind are shown and decided. Whoever adds a
// queue to the inbox adds its kind here, with its texts: inbox.kind.KIND names
// it, inbox.about.KIND.ABOUT says what a matter is about.
type matterKind struct {
	show, decide func(s *Server, c *fiber.Ctx, by gate.Actor, m steward.Matter) error
}

func matterKinds() map[string]matterKind {
	return map[string]matterKind{
		steward.ReportKind:   {(*Server).showReport, (*Server).answerReport},
		steward.CheckKind:    {(*Server).showReport, (*Server).answerReport},
		steward.ToldKind:     {(*Server).showReport, (*Server).answerReport},
		overdueKind:          {(*Server).toOverdue, (*Server).toOverdue},
		steward.ProposalKind: {(*Server).showProposal, (*Server).decideProposal},
		registry.ClaimKind:   {(*Server).showClaim, (*Server).decideClaim},

		steward.ContradictionKind: {(*Server).showContradiction, (*Server).settleContradiction},
		steward.ConflictKind:      {(*Server).showConflict, (*Server).settleConflict},
		tray.MatterKind:           {(*Server).toImportMatter, (*Server).toImportMatter},
		merge.Kind:                {(*Server).showDuplicate, (*Server).decideDuplicate},
	}
}

// inboxPage is what waits for stewards.
type inboxPage struct {
	Kinds    []inboxFilter
	Matters  []matterLine
	Carried  []field // what leads back to this page
	Total    string
	Previous string
	Next     string
	PageOf   string
	Problem  string
	Unsent   string // words that reached nobody, to copy
}

// inboxFilter leads to the matters of a kind, or to one's own.
type inboxFilter struct {
	Path, Label string
	Count       int
	Here        bool
}

// matterLine is a matter in the list.
type matterLine struct {
	Path, Kind, Subject  string
	Place, Where         string
	Age, Severity        string
	Urgent               bool
	Taken, Take, Release string
}

func (inboxPage) name() string            { return "inbox" }
func (inboxPage) title(say speech) string { return say.Text("inbox.heading") }

func (s *Server) inboxRoutes() []staffRoute {
	return slices.Concat(s.placeRoutes(), s.historyRoutes(), []staffRoute{
		{fiber.MethodGet, inboxPath, account.DecideListing, s.inbox},
		{fiber.MethodGet, matterPath, account.DecideListing, s.matter},
		{fiber.MethodPost, matterPath, account.DecideListing, s.decideMatter},
		{fiber.MethodPost, matterPath + "/take", account.DecideListing, s.takeMatter},
		{fiber.MethodPost, matterPath + "/release", account.DecideListing, s.releaseMatter},
	})
}

func (s *Server) inbox(c *fiber.Ctx, by gate.Actor) error { return s.showInbox(c, by, "", "") }

// showInbox shows the inbox with what went wrong, and words that reached nobody.
func (s *Server) showInbox(c *fiber.Ctx, by gate.Actor, problem, unsent string) error {
	f := inboxFilterOf(func(name string) string { return c.Query(name) }, by.User.ID)
	in, err := s.Staff.Stewards.Inbox(c.UserContext(), by.User.ID, f)
	if err != nil {
		return err
	}
	say := s.speech(c)
	say.here = inboxPath
	p := newInbox(say, in, f, by.User.ID)
	p.Problem, p.Unsent = problem, unsent
	return s.renderStaff(c, say, by, p)
}

func newInbox(say speech, in steward.Inbox, f steward.Filter, me string) inboxPage {
	p := inboxPage{Carried: inboxFields(f, in.Page), Total: say.Count("inbox.total", in.Total)}
	all := 0
	for _, kind := range in.Counts {
		all += kind.Open
	}
	p.Kinds = []inboxFilter{
		{say.inboxAt(steward.Filter{}, 1), say.Text("inbox.all"), all, f.Kind == "" && f.Mine == ""},
		{say.inboxAt(steward.Filter{Mine: me}, 1), say.Text("inbox.mine"), in.Mine, f.Mine != ""},
	}
	for _, kind := range in.Counts {
		p.Kinds = append(p.Kinds, inboxFilter{
			say.inboxAt(steward.Filter{Kind: kind.Kind}, 1), say.Text("inbox.kind." + kind.Kind), kind.Open, f.Kind == kind.Kind,
		})
	}
	for _, m := range in.Matters {
		p.Matters = append(p.Matters, say.matter(m, me))
	}
	if in.Last > 1 {
		p.PageOf = say.Text("paging.here", in.Page, in.Last)
	}
	if in.Page > 1 {
		p.Previous = say.inboxAt(f, in.Page-1)
	}
	if in.Page < in.Last {
		p.Next = say.inboxAt(f, in.Page+1)
	}
	return p
}

// inboxAt is the address of a page of the inbox.
func (say speech) inboxAt(f steward.Filter, page int) string {
	asked := url.Values{}
	for _, field := range inboxFields(f, page) {
		asked.Set(field.Name, field.Value)
	}
	at := url.URL{Path: say.path(inboxPath), RawQuery: asked.Encode()}
	return at.String()
}

func inboxFields(f steward.Filter, page int) (fields []field) {
	if f.Kind != "" {
		fields = append(fields, field{kindField, f.Kind})
	}
	if f.Mine != "" {
		fields = append(fields, field{mineField, "1"})
	}
	if page > 1 {
		fields = append(fields, field{pageField, strconv.Itoa(page)})
	}
	return fields
}

// inboxFilterOf reads what inboxFields wrote.
func inboxFilterOf(get func(string) string, me string) steward.Filter {
	f := steward.Filter{Kind: get(kindField)}
	f.Page, _ = strconv.Atoi(get(pageField))
	if get(mineField) != "" {
		f.Mine = me
	}
	return f
}

func (say speech) matter(m steward.Matter, me string) matterLine {
	path := say.path(inboxPath + "/" + m.Kind + "/" + m.ID)
	l := matterLine{
		Path: path, Kind: say.Text("inbox.kind." + m.Kind), Subject: say.subject(m),
		Place: m.Place.Name.String(), Where: say.cityOf(m), Age: say.ago(m.Since),
		Severity: say.Text("inbox.severity." + m.Severity.String()), Urgent: m.Severity > 1,
	}
	switch m.Assigned {
	case "":
		l.Take = path + "/take"
	case me:
		l.Taken, l.Release = say.Text("inbox.yours"), path+"/release"
	default:
		l.Taken, l.Release = say.Text("inbox.taken-by", m.Assignee), path+"/release"
	}
	return l
}

// subject is what a matter is about, in a line.
func (say speech) subject(m steward.Matter) string {
	about := say.field(facility.Field(m.About))
	if key := "inbox.about." + m.Kind + "." + m.About; say.Has(key) {
		about = say.Text(key)
	}
	if m.More > 0 {
		about = say.Text("inbox.and", about, say.Count("inbox.more", m.More))
	}
	return about
}

func (say speech) cityOf(m steward.Matter) string {
	if m.Place.Address.City == "" {
		return m.Place.Address.State
	}
	return m.Place.Address.City + ", " + m.Place.Address.State
}

// asked is the matter of a request with how its kind is shown.
func (s *Server) asked(c *fiber.Ctx) (steward.Matter, matterKind, error) {
	m, err := s.Staff.Stewards.Matter(c.UserContext(), c.Params(kindField), c.Params(matterArg))
	kind, known := matterKinds()[m.Kind]
	if err == nil && !known {
		err = steward.ErrNotFound
	}
	return m, kind, err
}

func (s *Server) matter(c *fiber.Ctx, by gate.Actor) error {
	m, kind, err := s.asked(c)
	if err != nil {
		return err
	}
	return kind.show(s, c, by, m)
}

func (s *Server) decideMatter(c *fiber.Ctx, by gate.Actor) error {
	m, kind, err := s.asked(c)
	if err == nil {
		err = kind.decide(s, c, by, m)
	}
	return s.unlessOver(c, by, err)
}

// unlessOver shows the inbox to whoever decided what does not wait any more, with
// the words they wrote to it. Other errors come back.
func (s *Server) unlessOver(c *fiber.Ctx, by gate.Actor, err error) error {
	switch {
	case errors.Is(err, store.ErrDecided):
		c.Status(http.StatusConflict)
	case errors.Is(err, steward.ErrNotFound), errors.Is(err, desk.ErrNotFound):
		c.Status(http.StatusNotFound)
	default:
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	return s.showInbox(c, by, s.speech(c).Text("inbox.over"), form.Get(wordsField))
}

// takeMatter gives a matter to who asks; of two who ask at once one gets it.
func (s *Server) takeMatter(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	taken, err := s.Staff.Stewards.Take(c.UserContext(), by.Who(), c.Params(kindField), c.Params(matterArg))
	if err != nil {
		return err
	}
	if !taken {
		c.Status(fiber.StatusConflict)
		return s.showInbox(c, by, s.speech(c).Text("inbox.lost"), "")
	}
	return s.backToInbox(c, inboxFilterOf(form.Get, by.User.ID))
}

func (s *Server) releaseMatter(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	if err := s.Staff.Stewards.Release(c.UserContext(), by.Who(), c.Params(kindField), c.Params(matterArg)); err != nil {
		return err
	}
	return s.backToInbox(c, inboxFilterOf(form.Get, by.User.ID))
}

func (s *Server) backToInbox(c *fiber.Ctx, f steward.Filter) error {
	return c.Redirect(s.speech(c).inboxAt(f, f.Page), fiber.StatusSeeOther)
}
