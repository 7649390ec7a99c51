package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/steward"
)

const (
	// chooseField is before the name of a field in a form that chooses.
	chooseField = "choose."
	allField    = "all"
)

// maxConflicts is how many fields a form has at once: the weightiest. The others
// come once these are settled.
const maxConflicts = 40

// conflictPage is where sources disagree about a place.
type conflictPage struct {
	Matter  matterLine
	Listing string
	Fields  []conflictField
	More    int // fields for which there was no room
	why
}

// why are words that a steward has to give.
type why struct {
	Written string
	Most    int
	Problem string
}

// conflictField is a field with what each source says.
type conflictField struct {
	Name, Label string
	Voices      []voice
}

// voice is what a source says.
type voice struct {
	Source string // its id
	Value  string
	Said   string // by whom, since when
	Stands bool
	Chosen bool
}

func (conflictPage) name() string            { return "conflict" }
func (conflictPage) title(say speech) string { return say.Text("inbox.conflict.heading") }

func (s *Server) showConflict(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showConflictWith(c, by, m, url.Values{}, "")
}

// showConflictWith shows a conflict with a form that could not be taken, and why.
func (s *Server) showConflictWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, form url.Values, problem string) error {
	d, err := s.Staff.Stewards.Disagreement(c.UserContext(), m)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := conflictPage{
		Matter: say.matter(m, by.User.ID), Listing: say.path(facilityPath(d.Listing.ID)),
		why: why{form.Get(wordsField), steward.MaxWords, problem},
	}
	for _, conflict := range d.Weightiest() {
		if len(p.Fields) == maxConflicts {
			p.More = len(d.Conflicts) - maxConflicts
			break
		}
		p.Fields = append(p.Fields, say.conflict(conflict, form))
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) conflict(c facility.Conflict, form url.Values) conflictField {
	f := conflictField{Name: chooseField + string(c.Field), Label: say.field(c.Field)}
	for i, v := range append([]facility.Voice{c.Stands}, c.Others...) {
		said := say.Text("inbox.since", say.source(v.Source), say.Date(v.At))
		f.Voices = append(f.Voices, voice{v.Source, say.voiced(c.Field, v.Value), said, i == 0, form.Get(f.Name) == v.Source})
	}
	return f
}

// voiced is a value as a source gives it.
func (say speech) voiced(f facility.Field, value string) string {
	switch {
	case value == "":
		return say.Text("inbox.nothing")
	case strings.HasPrefix(string(f), "code:"):
		return say.Text("answer." + value)
	case value == "true":
		return say.Text("answer.yes")
	case value == "false":
		return say.Text("answer.no")
	}
	return value
}

// field names a field of a listing.
func (say speech) field(f facility.Field) string {
	if code, is := strings.CutPrefix(string(f), "code:"); is {
		return say.label(code)
	}
	if key := "inbox.field." + string(f); say.Has(key) {
		return say.Text(key)
	}
	return string(f)
}

// settleConflict takes a steward's choices, or shows the form again.
func (s *Server) settleConflict(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	right := map[facility.Field]string{}
	for name := range form {
		if field, is := strings.CutPrefix(name, chooseField); is && form.Get(name) != "" {
			right[facility.Field(field)] = form.Get(name)
		}
	}
	if form.Get(allField) != "" {
		err = s.Staff.Stewards.KeepAll(c.UserContext(), by.Who(), m, form.Get(wordsField))
	} else {
		err = s.Staff.Stewards.Choose(c.UserContext(), by.Who(), m, right, form.Get(wordsField))
	}
	if problem := s.speech(c).wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showConflictWith(c, by, m, form, problem)
	}
	if err != nil {
		return err
	}
	return s.afterDeciding(c, m)
}

// afterDeciding leads to what is left of a matter, or to the inbox.
func (s *Server) afterDeciding(c *fiber.Ctx, m steward.Matter) error {
	say := s.speech(c)
	_, err := s.Staff.Stewards.Matter(c.UserContext(), m.Kind, m.ID)
	if errors.Is(err, steward.ErrNotFound) {
		return s.backToInbox(c, steward.Filter{Kind: m.Kind, Page: 1})
	}
	if err != nil {
		return err
	}
	return c.Redirect(say.path(inboxPath+"/"+m.Kind+"/"+m.ID), fiber.StatusSeeOther)
}
