package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/referral"
)

// wasField is what the fields of a form were when it was shown.
const wasField = "was"

// factsForm is facts of a case, to be changed.
type factsForm struct {
	Action  string
	Version int64
	Was     string
	Now     string // what the first field says
	Fields  []choices
}

// choices is a field with what can be chosen.
type choices struct {
	Name, Label string
	Options     []option
}

func (at atCase) factsForm(fields []factField) factsForm {
	now := readFields(fields, at.Facts)
	f := factsForm{Action: at.Path + "/facts", Version: at.Version, Was: now.Encode()}
	f.Now = fields[0].label(at.say, now.Get(fields[0].name))
	for _, field := range fields {
		f.Fields = append(f.Fields, field.choices(at.say, now.Get(field.name)))
	}
	return f
}

func (f factField) choices(say speech, now string) choices {
	values := f.values
	if !slices.Contains(values, now) && now != "" {
		values = append(slices.Clone(values), now)
	}
	c := choices{Name: f.name, Label: say.Text("fact." + f.name)}
	for _, v := range values {
		c.Options = append(c.Options, option{v, f.label(say, v), v == now})
	}
	return c
}

// changeFacts stores the facts of a form. What a colleague changed meanwhile
// stays, but where both changed the same the later one chooses.
func (s *Server) changeFacts(c *fiber.Ctx, by gate.Actor) error {
	of, err := s.caseOf(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(form.Get(versionField), 10, 64)
	if err != nil {
		return referral.ErrInvalid
	}
	was, err := url.ParseQuery(form.Get(wasField))
	if err != nil {
		return referral.ErrInvalid
	}
	err = s.Staff.Desk.Change(c.UserContext(), atDesk(by), of.ID, version, applied(of.Facts, form))
	var met *referral.ConflictError[referral.Facts]
	if errors.As(err, &met) {
		mine, disputed := settle(was, form, readFields(allFields, met.Theirs))
		if len(disputed) > 0 {
			return s.showFactsConflict(c, by, met, mine, disputed)
		}
		err = s.Staff.Desk.Amend(c.UserContext(), atDesk(by), of.ID, func(f *referral.Facts) { *f = applied(*f, mine) })
	}
	if errors.Is(err, referral.ErrInvalid) {
		c.Status(http.StatusBadRequest)
		say := s.speech(c)
		return s.answerWithCase(c, say, by, of, func(p *casePage) { p.Problem = say.Text("fact.wrong") })
	}
	if err != nil {
		return err
	}
	return s.toCase(c, "#facts")
}

// settle is which of the sent fields are to be stored: those that were changed
// in the form. disputed are those among them that somebody else has changed to
// something else.
func settle(was, sent, theirs url.Values) (mine url.Values, disputed []string) {
	mine = url.Values{}
	for _, field := range allFields {
		name := field.name
		yours := sent.Get(name)
		if !sent.Has(name) || was.Has(name) && was.Get(name) == yours {
			continue
		}
		mine.Set(name, yours)
		if theirs.Get(name) != yours && theirs.Get(name) != was.Get(name) {
			disputed = append(disputed, name)
		}
	}
	return mine, disputed
}

// factsConflictPage shows facts that two changed in different ways, and lets the
// later one choose for each of them.
type factsConflictPage struct {
	Case     string // the address of the case
	Form     factsForm
	Carried  []field // what only one has changed
	Disputed []dispute
}

// dispute is a fact of which there are two versions.
type dispute struct {
	Name, Label   string
	Theirs, Yours option
}

func (factsConflictPage) name() string            { return "facts-conflict" }
func (factsConflictPage) title(say speech) string { return say.Text("conflict.heading") }

func (s *Server) showFactsConflict(c *fiber.Ctx, by gate.Actor, met *referral.ConflictError[referral.Facts], mine url.Values, disputed []string) error {
	say := s.speech(c)
	say.here = casePath(c.Params("case"))
	theirs := readFields(allFields, met.Theirs)
	p := factsConflictPage{
		Case: say.path(say.here),
		Form: factsForm{Action: say.path(say.here) + "/facts", Version: met.Version, Was: theirs.Encode()},
	}
	for _, f := range allFields {
		switch {
		case slices.Contains(disputed, f.name):
			p.Disputed = append(p.Disputed, dispute{
				Name: f.name, Label: say.Text("fact." + f.name),
				Theirs: option{theirs.Get(f.name), f.label(say, theirs.Get(f.name)), false},
				Yours:  option{mine.Get(f.name), f.label(say, mine.Get(f.name)), true},
			})
		case mine.Has(f.name):
			p.Carried = append(p.Carried, field{f.name, mine.Get(f.name)})
		}
	}
	c.Status(http.StatusConflict)
	return s.renderStaff(c, say, by, p)
}
