package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/store"
)

// Addresses of those who edit a listing.
const (
	editsPath     = listingPath + "/edit"
	editGroupPath = editsPath + "/:group"
	withdrawPath  = listingPath + "/proposals/:proposal/withdraw"
)

const (
	groupArg    = "group"
	proposalArg = "proposal"

	doSave       = "save"
	doPreview    = "preview"
	confirmField = "confirm"
	whyField     = "why"
	savedField   = "saved"
)

// editPage is what can be edited of a place, and what became of its edits.
type editPage struct {
	Name, Place string
	Groups      []editLine
	Waiting     []proposalLine
	Saved       string // what became of the edit that led here
}

// editLine leads to the form of a group.
type editLine struct{ Path, Label, About string }

func (editPage) name() string            { return "edit" }
func (editPage) title(say speech) string { return say.Text("edit.heading") }

// editGroupPage is the form of a group.
type editGroupPage struct {
	*sheet
	Name, Group, Lead string
	Action, Back      string
	Why               string
	Confirm           bool // whether what is not changed is said to be right
	MostWhy           int
	Problem           string
}

func (editGroupPage) name() string            { return "edit-group" }
func (editGroupPage) title(say speech) string { return say.Text("edit.heading") }

// previewPage shows a listing as seekers would see it.
type previewPage struct {
	Action  string
	Place   facilityPage
	Carried []field
	Waits   bool // whether a part of it waits for a steward
}

func (previewPage) name() string            { return "edit-preview" }
func (previewPage) title(say speech) string { return say.Text("edit.preview") }

func (s *Server) editRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, editsPath, account.EditListing, s.editListing},
		{fiber.MethodGet, editGroupPath, account.EditListing, s.editForm},
		{fiber.MethodPost, editGroupPath, account.EditListing, s.takeEdit},
		{fiber.MethodPost, withdrawPath, account.EditListing, s.withdrawProposal},
	}
}

// edited is the place of a request with everything known about it, for whoever
// may edit it.
func (s *Server) edited(c *fiber.Ctx, by gate.Actor) (facility.Listing, facility.Profile, error) {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return l, facility.Profile{}, err
	}
	l, p, err := s.Staff.Edits.Full(c.UserContext(), l.ID)
	return l, p, hiddenPlace(err)
}

func (s *Server) editListing(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.edited(c, by)
	if err != nil {
		return err
	}
	all, err := s.Staff.Edits.Proposals(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := editPage{Name: l.Name.String(), Place: say.path(at(listingPath, l.ID)), Waiting: say.proposalLines(l.ID, all)}
	if key := "edit.saved." + c.Query(savedField); say.Has(key) {
		p.Saved = say.Text(key)
	}
	for _, g := range editGroups {
		p.Groups = append(p.Groups, editLine{say.path(groupPath(l.ID, g.key)), say.Text("edit.group." + g.key), say.Text("edit.about." + g.key)})
	}
	return s.renderStaff(c, say, by, p)
}

func groupPath(listing, group string) string {
	return pathOf(at(editGroupPath, listing), groupArg, group)
}

// at is a path of one place.
func at(path, listing string) string { return pathOf(path, listingArg, listing) }

// sheetOf is the form of a request's group about its place, with these values.
func (s *Server) sheetOf(c *fiber.Ctx, by gate.Actor, values url.Values) (*sheet, editGroup, error) {
	g, known := groupOf(c.Params(groupArg))
	l, p, err := s.edited(c, by)
	if err == nil && !known {
		err = hiddenPlace(facility.ErrNotFound)
	}
	if err != nil {
		return nil, g, err
	}
	filled := &sheet{speech: s.speech(c), listing: l, profile: p, values: values, problems: map[string]string{}}
	if values == nil {
		filled.values = url.Values{}
		filled.fill(g)
	}
	return filled, g, nil
}

func (s *sheet) fill(g editGroup) {
	if g.fill != nil {
		g.fill(s, &s.profile, s.values)
	}
	s.fillCodes(g, &s.profile, s.values)
}

func (s *sheet) draw(g editGroup) {
	if g.draw != nil {
		g.draw(s)
	}
	s.drawCodes(g)
}

// read claims what was typed, and notes what is wrong with it.
func (s *sheet) read(g editGroup) {
	if g.read != nil {
		g.read(s)
	}
	s.readCodes(g)
	if s.values.Get(confirmField) == yes {
		s.claims.Confirms = g.known(s)
	}
	s.blame(g, s.claims.Validate())
}

// blame puts what the domain refuses at the control that it is about.
func (s *sheet) blame(g editGroup, err error) {
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) || len(s.problems) > 0 {
		return
	}
	for _, one := range all.Unwrap() {
		var wrong *facility.FieldError
		if errors.As(one, &wrong) {
			s.wrong(g.at[wrong.Field], string(wrong.Field))
		}
	}
}

func (s *Server) editForm(c *fiber.Ctx, by gate.Actor) error {
	sheet, g, err := s.sheetOf(c, by, nil)
	if err != nil {
		return err
	}
	return s.showSheet(c, by, sheet, g, "")
}

func (s *Server) showSheet(c *fiber.Ctx, by gate.Actor, sheet *sheet, g editGroup, problem string) error {
	sheet.draw(g)
	if problem == "" && len(sheet.problems) > 0 {
		problem = sheet.Text("edit.problem")
	}
	if problem != "" {
		c.Status(http.StatusBadRequest)
	}
	back := sheet.path(at(editsPath, sheet.listing.ID))
	return s.renderStaff(c, sheet.speech, by, editGroupPage{
		sheet: sheet, Name: sheet.listing.Name.String(), Group: sheet.Text("edit.group." + g.key), Lead: sheet.Text("edit.about." + g.key),
		Action: sheet.path(groupPath(sheet.listing.ID, g.key)), Back: back, Why: sheet.values.Get(whyField),
		Confirm: sheet.values.Get(confirmField) == yes, MostWhy: facility.MaxWhy, Problem: problem,
	})
}

// takeEdit shows an edit as seekers would see it, goes back to the form with
// it, or keeps it.
func (s *Server) takeEdit(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	sheet, g, err := s.sheetOf(c, by, form)
	if err != nil {
		return err
	}
	sheet.read(g)
	if len(sheet.problems) > 0 {
		return s.showSheet(c, by, sheet, g, "")
	}
	edit := sheet.edit(by)
	switch form.Get(doField) {
	case doPreview:
		return s.preview(c, by, sheet, g, edit)
	case doSave:
		return s.keepEdit(c, by, sheet, g, edit)
	}
	return s.showSheet(c, by, sheet, g, "")
}

func (s *sheet) edit(by gate.Actor) listing.Edit {
	why := []rune(s.get(whyField))
	return listing.Edit{
		Listing: s.listing.ID, By: by.Who(), Steward: account.May(by.User, account.DecideListing, ""), Claims: s.claims,
		Why: string(why[:min(len(why), facility.MaxWhy)]),
	}
}

func (s *Server) keepEdit(c *fiber.Ctx, by gate.Actor, sheet *sheet, g editGroup, edit listing.Edit) error {
	done, err := s.Staff.Edits.Edit(c.UserContext(), edit)
	if errors.Is(err, listing.ErrTooManyWait) {
		return s.showSheet(c, by, sheet, g, sheet.Text("edit.too-many"))
	}
	if err != nil {
		return hiddenPlace(err)
	}
	came := "nothing"
	switch {
	case done.Wait != nil && done.Shown != nil:
		came = "both"
	case done.Wait != nil:
		came = "waits"
	case done.Shown != nil || edit.Claims.Confirms != nil:
		came = "shown"
	}
	return c.Redirect(sheet.path(at(editsPath, edit.Listing))+"?"+savedField+"="+came, fiber.StatusSeeOther)
}

func (s *Server) preview(c *fiber.Ctx, by gate.Actor, sheet *sheet, g editGroup, edit listing.Edit) error {
	l, p, err := s.Staff.Edits.Preview(c.UserContext(), edit)
	if err != nil {
		return hiddenPlace(err)
	}
	page := previewPage{Action: sheet.path(groupPath(edit.Listing, g.key)), Place: newFacility(sheet.speech, &l, p)}
	page.Place.Preview = true
	changes := edit.Claims.Changes(&sheet.profile)
	for _, f := range changes.SpeaksOf() {
		page.Waits = page.Waits || !edit.Steward && listing.Waits(&changes, f)
	}
	for _, name := range slices.Sorted(maps.Keys(sheet.values)) {
		for _, value := range sheet.values[name] {
			if name != doField {
				page.Carried = append(page.Carried, field{name, value})
			}
		}
	}
	return s.renderStaff(c, sheet.speech, by, page)
}

func (s *Server) withdrawProposal(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.edited(c, by)
	if err != nil {
		return err
	}
	if err := s.Staff.Edits.Withdraw(c.UserContext(), by.Who(), l.ID, c.Params(proposalArg)); err != nil && !errors.Is(err, store.ErrDecided) {
		return err
	}
	return c.Redirect(s.speech(c).path(at(editsPath, l.ID)), fiber.StatusSeeOther)
}

// fieldNames names fields for people who edit.
func (say speech) fieldNames(fields []facility.Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, say.fieldName(f))
	}
	return join(names)
}

func (say speech) fieldName(f facility.Field) string {
	if code, ok := strings.CutPrefix(string(f), "code:"); ok {
		return say.label(code)
	}
	return say.Text("edit.field." + string(f))
}
