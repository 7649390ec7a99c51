package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/freshness"
	"haven/internal/freshness/survey"
	"haven/internal/httpx"
	"haven/internal/owner/registry"
)

// Where the places to see to are listed.
const stalePath = freshnessPath + "/places"

const (
	stalePlaceField = "place"
	staleStateField = "state"
)

// stalePage is the work list: the places whose facts are oldest and seen most.
type stalePage struct {
	Work           workPart
	States         []option
	Here           string // "Page 2"
	Previous, Next string // addresses, "" for none
	Board          string
	Done, Problem  string // what became of a question
}

func (stalePage) name() string            { return "stale" }
func (stalePage) title(say speech) string { return say.Text("stale.heading") }

// workPart is a part of the work list.
type workPart struct {
	Places      []stalePlace
	Ask         string // where a place is asked by one press, "" for who may not
	State, Page string // what leads back to the same part
	more        bool
}

// stalePlace is a place in the list.
type stalePlace struct {
	ID, Name, Where, Path string
	Stale, Oldest, Seen   string
	Asked                 string // that it was asked not long ago
	Ask                   string // what a press does, "" for nothing
	Cannot                bool   // whether neither mail nor letter reaches it
	Letters               string // address of its letters, "" for who may not
}

// workAsked is a state, "" for all, and a page.
type workAsked struct {
	state string
	page  int
}

// readWork reads which part of the list is asked for.
func (s *Server) readWork(state, page string) (workAsked, error) {
	a := workAsked{state: strings.ToUpper(strings.TrimSpace(state)), page: 1}
	n, err := strconv.Atoi(cmp.Or(page, "1"))
	if _, known := s.Gazetteer.State(a.state); err != nil || n < 1 || n > survey.MaxPages || a.state != "" && !known {
		return a, httpx.Fail(http.StatusBadRequest, "There is no such page of the list. Choose a state and a page below it.", err)
	}
	a.page = n
	return a, nil
}

func (say speech) workPath(a workAsked) string {
	q := url.Values{pageField: {strconv.Itoa(a.page)}}
	if a.state != "" {
		q.Set(staleStateField, a.state)
	}
	return say.path(stalePath) + "?" + q.Encode()
}

func (s *Server) stale(c *fiber.Ctx, by gate.Actor) error {
	asked, err := s.readWork(c.Query(staleStateField), c.Query(pageField))
	if err != nil {
		return err
	}
	return s.showStale(c, by, asked, stalePage{})
}

func (s *Server) showStale(c *fiber.Ctx, by gate.Actor, asked workAsked, p stalePage) (err error) {
	say := s.speech(c)
	if p.Work, err = s.workPart(c.UserContext(), say, by, asked, survey.PerPage); err != nil {
		return err
	}
	if p.States, err = s.staleStates(c.UserContext(), say, asked.state); err != nil {
		return err
	}
	p.Board = say.path(freshnessPath)
	if p.Work.more || asked.page > 1 {
		p.Here = say.Text("stale.page", asked.page)
	}
	if asked.page > 1 {
		p.Previous = say.workPath(workAsked{asked.state, asked.page - 1})
	}
	if p.Work.more {
		p.Next = say.workPath(workAsked{asked.state, asked.page + 1})
	}
	return s.renderStaff(c, say, by, p)
}

// staleStates are the states to choose from: those that were counted.
func (s *Server) staleStates(ctx context.Context, say speech, chosen string) ([]option, error) {
	_, counts, err := s.Staff.Survey.Latest(ctx)
	if err != nil {
		return nil, err
	}
	options := []option{}
	for mark := range counts {
		if mark.By == freshness.ByState && mark.Name != "" {
			options = append(options, option{mark.Name, s.stateName(mark.Name), mark.Name == chosen})
		}
	}
	slices.SortFunc(options, func(a, b option) int { return strings.Compare(a.Label, b.Label) })
	return append([]option{{"", say.Text("stale.all"), chosen == ""}}, options...), nil
}

// workPart is a page of the work list as somebody may see it.
func (s *Server) workPart(ctx context.Context, say speech, by gate.Actor, asked workAsked, perPage int) (part workPart, err error) {
	work, more, err := s.Staff.Survey.Work(ctx, asked.state, asked.page, perPage)
	if err != nil {
		return part, err
	}
	part = workPart{State: asked.state, Page: strconv.Itoa(asked.page), more: more}
	ids := make([]string, len(work))
	for i := range work {
		ids[i] = work[i].ID
	}
	often, err := s.Staff.Reception.Asked(ctx, ids...)
	if account.May(by.User, account.DecideListing, by.User.Organisation.ID) {
		part.Ask = say.path(askStalePath)
	}
	for i := range work {
		part.Places = append(part.Places, s.stalePlace(say, &work[i], often[work[i].ID], part.Ask != ""))
	}
	return part, err
}

func (s *Server) stalePlace(say speech, w *survey.Work, asked checkin.Asked, may bool) stalePlace {
	p := stalePlace{
		ID: w.ID, Name: w.Name.String(), Where: join(addressLines(w.Address)), Path: say.path(facilityPath(w.ID)),
		Stale:  say.Text("stale.past", w.Stale.Facts-w.Stale.Fresh, w.Stale.Facts),
		Oldest: say.Text("stale.oldest", say.Date(w.Stale.Oldest)),
		Seen:   say.Text("stale.seen", say.counted(registry.Told{Times: w.Stale.Seen, Known: w.Stale.Seen > 0}), freshness.Weeks),
	}
	if asked.Recently() {
		p.Asked = say.Text("stale.asked", say.Date(asked.Last), say.Date(asked.Last.Add(checkin.AskAgainAfter)))
	}
	way := s.wayToAsk(&w.Listing, &w.Profile)
	if may && p.Asked == "" && way != "" {
		p.Ask = say.Text("stale.ask." + string(way))
	}
	p.Cannot = way == ""
	if may {
		p.Letters = say.path(pathOf(letterToPath, listingArg, w.ID))
	}
	return p
}

// wayToAsk is how a place is asked by one press: by mail where its e-mail is
// known, else by a letter; "" where neither reaches it.
func (s *Server) wayToAsk(l *facility.Listing, p *facility.Profile) checkin.Way {
	switch {
	case s.Staff.Mail != nil && p.Email.Stated:
		return checkin.Mail
	case l.Address.Street != "":
		return checkin.Letter
	}
	return ""
}
