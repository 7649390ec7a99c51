package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/steward"
)

// contradictionPage is a rule that a place breaks.
type contradictionPage struct {
	Matter  matterLine
	Listing string
	Edit    string
	Rule    string // why it is wrong
	Source  string // who says so
	Before  []string
	Fields  []judgedField
	Sharers []sharer
	why
}

// judgedField is a field that the rule judges, to be put right.
type judgedField struct {
	Name, Label, Value, Said string
	Code                     bool // is answered with yes or no
	Written                  string
}

// sharer leads to a place that has the same number or website.
type sharer struct{ Path, Name, Where string }

func (contradictionPage) name() string            { return "contradiction" }
func (contradictionPage) title(say speech) string { return say.Text("inbox.contradiction.heading") }

const (
	acceptIt = "accept"
	fixIt    = "fix"
)

func (s *Server) showContradiction(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showContradictionWith(c, by, m, url.Values{}, "")
}

// showContradictionWith shows it with a form that could not be taken, and why.
func (s *Server) showContradictionWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, form url.Values, problem string) error {
	found, err := s.Staff.Stewards.Contradiction(c.UserContext(), m)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := contradictionPage{
		Matter: say.matter(m, by.User.ID), Listing: say.path(facilityPath(found.Listing.ID)), Edit: say.path(editPath(found.Listing.ID)),
		Rule: say.Text("inbox.rule." + found.Rule.Name), Source: found.Rule.Source,
		why: why{form.Get(wordsField), steward.MaxWords, problem},
	}
	for _, field := range found.Rule.About {
		p.Fields = append(p.Fields, say.judged(field, &found.Profile, form))
	}
	if found.Rule.Shares() {
		p.Before = say.earlier(&found)
	}
	for _, l := range found.Sharers {
		p.Sharers = append(p.Sharers, sharer{say.path(facilityPath(l.ID)), l.Name.String(), l.Address.City + ", " + l.Address.State})
	}
	return s.renderStaff(c, say, by, p)
}

// earlier is what the number and the website were before.
func (say speech) earlier(found *steward.Contradiction) (was []string) {
	if len(found.Before.Phones) > 0 {
		was = append(was, found.Before.Phones[0].Phone.String())
	}
	if found.Before.Website != "" {
		was = append(was, found.Before.Website)
	}
	return was
}

func (say speech) judged(f facility.Field, p *facility.Profile, form url.Values) judgedField {
	j := judgedField{Name: chooseField + string(f), Label: say.field(f), Written: form.Get(chooseField + string(f))}
	code, isCode := strings.CutPrefix(string(f), "code:")
	var by *facility.Provenance
	switch {
	case isCode:
		answer := p.Codes[code]
		j.Code, j.Value, by = true, say.Text("answer."+answer.Value.String()), answer.By
	case f == facility.FieldPhone:
		j.Value, by = p.Phone.Value.String(), p.Phone.By
	case f == facility.FieldWebsite:
		j.Value, by = p.Website.Value, p.Website.By
	}
	if by != nil {
		j.Said = say.said(by)
	}
	return j
}

// settleContradiction accepts that a place is right, or says what is right
// instead.
func (s *Server) settleContradiction(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	words := form.Get(wordsField)
	switch form.Get(decisionField) {
	case acceptIt:
		err = s.Staff.Stewards.Accept(c.UserContext(), by.Who(), m, words)
	case fixIt:
		var claims facility.Claims
		if claims, err = fixed(form); err == nil {
			_, err = s.Staff.Stewards.Fix(c.UserContext(), by.Who(), m, claims, words)
		}
	default:
		err = steward.ErrNoChoice
	}
	if problem := s.speech(c).wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showContradictionWith(c, by, m, form, problem)
	}
	if err != nil {
		return err
	}
	return s.afterDeciding(c, m)
}

// fixed is what a form says is right; what it leaves empty stays as it is.
func fixed(form url.Values) (claims facility.Claims, err error) {
	for name := range form {
		field, is := strings.CutPrefix(name, chooseField)
		value := strings.TrimSpace(form.Get(name))
		if !is || value == "" {
			continue
		}
		code, isCode := strings.CutPrefix(field, "code:")
		switch {
		case isCode && value == facility.Yes.String():
			claims.Yes = append(claims.Yes, code)
		case isCode && value == facility.No.String():
			claims.No = append(claims.No, code)
		case facility.Field(field) == facility.FieldPhone:
			phone, err := facility.ParsePhone(value)
			if err != nil {
				return claims, &facility.FieldError{Field: facility.FieldPhone, Err: err}
			}
			claims.Phone = facility.Says(phone)
		case facility.Field(field) == facility.FieldWebsite:
			claims.Website = facility.Says(value)
		}
	}
	return claims, nil
}
