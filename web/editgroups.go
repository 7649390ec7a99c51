package web

import (
	"net/url"
	"strings"

	"haven/internal/facility"
)

// editGroup is what is edited on one page.
type editGroup struct {
	key        string
	fields     []facility.Field
	categories []string // of service codes
	fill       func(s *sheet, p *facility.Profile, to url.Values)
	draw       func(s *sheet)
	read       func(s *sheet)
	// at is the control that a field's problem stands at.
	at map[facility.Field]string
}

// editGroups are all pages of edits, in the order in which they are offered. A
// test holds that each field and each category of codes is on one of them.
var editGroups = []editGroup{
	{key: "phones", fields: []facility.Field{facility.FieldPhone, facility.FieldIntake, facility.FieldLines},
		fill: fillPhones, draw: drawPhones, read: readPhones,
		at: map[facility.Field]string{facility.FieldPhone: "phone", facility.FieldIntake: "intake.0", facility.FieldLines: "line.0"}},
	{key: "hours", fields: []facility.Field{facility.FieldHours, facility.FieldWalkIn}, fill: fillHours, draw: drawHours, read: readHours,
		at: map[facility.Field]string{facility.FieldHours: "zone"}},
	{key: "closed", fields: []facility.Field{facility.FieldClosed}, fill: fillClosed, draw: drawClosed, read: readClosed,
		at: map[facility.Field]string{facility.FieldClosed: "until"}},
	{key: "address", fields: []facility.Field{facility.FieldAddress, facility.FieldWithheld, facility.FieldPoint},
		fill: fillAddress, draw: drawAddress, read: readAddress, at: map[facility.Field]string{facility.FieldAddress: "city"}},
	{key: "name", fields: []facility.Field{facility.FieldName}, fill: fillName, draw: drawName, read: readName,
		at: map[facility.Field]string{facility.FieldName: "name"}},
	{key: "online", fields: []facility.Field{facility.FieldWebsite, facility.FieldEmail}, fill: fillOnline, draw: drawOnline, read: readOnline,
		at: map[facility.Field]string{facility.FieldWebsite: "website", facility.FieldEmail: "email"}},
	{key: "payment", fields: []facility.Field{facility.FieldFees}, categories: []string{"PAY", "PYAS"},
		fill: fillFees, draw: drawFees, read: readFees, at: map[facility.Field]string{facility.FieldFees: "fees.words"}},
	{key: "visit", fields: []facility.Field{facility.FieldBring, facility.FieldAccess}, fill: fillVisit, draw: drawVisit, read: readVisit,
		at: map[facility.Field]string{facility.FieldBring: "bring.words", facility.FieldAccess: "access.words"}},
	{key: "medication", fields: []facility.Field{facility.FieldMedication}, categories: []string{"OM", "OT", "PHR", "OMSC", "AUT", "SMAT"},
		fill: fillMedication, draw: drawMedication, read: readMedication},
	{key: "levels", fields: []facility.Field{facility.FieldLevels}, fill: fillLevels, draw: drawLevels, read: readLevels},
	{key: "care", categories: []string{"TC", "SET", "HOSP", "DETOX"}},
	{key: "people", categories: []string{"AGE", "GN", "SG", "EXCL"}},
	{key: "languages", categories: []string{"SL", "OL"}},
	{key: "methods", categories: []string{"TAP", "ECS", "ASPT", "SCR", "MSRV"}},
	{key: "support", categories: []string{"TRSRV", "RSS", "AS", "OTHR", "EMS"}},
	{key: "about", categories: []string{"FOP", "LCA", "FT", "SMP", "FVP"}},
}

func groupOf(key string) (editGroup, bool) {
	for _, g := range editGroups {
		if g.key == key {
			return g, true
		}
	}
	return editGroup{}, false
}

// known are the fields of the group that somebody has spoken of.
func (g editGroup) known(s *sheet) (fields []facility.Field) {
	for _, f := range g.fields {
		if _, known := s.profile.Again(f); known {
			fields = append(fields, f)
		}
	}
	for _, code := range s.codesIn(g) {
		if s.profile.Codes[code].Value != facility.Unknown {
			fields = append(fields, facility.CodeField(code))
		}
	}
	return fields
}

func fillName(_ *sheet, p *facility.Profile, to url.Values) {
	to.Set("name", p.Name.Value.Name)
	to.Set("unit", p.Name.Value.Unit)
}

func drawName(s *sheet) {
	s.part("name", s.text("name", "name", ""), s.text("unit", "name.unit", ""))
}

func readName(s *sheet) {
	s.claims.Name = facility.Says(facility.Name{Name: s.get("name"), Unit: s.get("unit")})
}

func fillOnline(_ *sheet, p *facility.Profile, to url.Values) {
	to.Set("website", p.Website.Value)
	to.Set("email", p.Email.Value)
}

func drawOnline(s *sheet) {
	s.part("online", s.text("website", "website", "url"), s.text("email", "email", "email"))
}

func readOnline(s *sheet) {
	website, email := s.get("website"), s.get("email")
	if website != "" && !strings.Contains(website, "://") {
		website = "https://" + website
	}
	s.claims.Website = claim(&s.profile.Website, website, website != "")
	s.claims.Email = claim(&s.profile.Email, email, email != "")
}

// The answers to whether an address is shown.
const (
	addressShown  = "shown"
	addressHidden = "hidden"
)

func fillAddress(_ *sheet, p *facility.Profile, to url.Values) {
	a := p.Address.Value
	for name, value := range map[string]string{"street": a.Street, "unit": a.Unit, "city": a.City, "state": a.State, "zip": a.ZIP} {
		to.Set(name, value)
	}
	to.Set("withheld", addressShown)
	if p.Withheld.Value {
		to.Set("withheld", addressHidden)
	}
}

func drawAddress(s *sheet) {
	s.part("address", s.text("street", "street", ""), s.text("unit", "unit", ""), s.text("city", "city", ""),
		s.text("state", "state", ""), s.text("zip", "zip", ""))
	s.part("hidden", s.choose(oneControl, "withheld", "withheld", []string{addressShown, addressHidden}, s.under("edit.withheld.")))
}

func readAddress(s *sheet) {
	before := s.profile.Address.Value
	a := facility.Address{Street: s.get("street"), Unit: s.get("unit"), City: s.get("city"), State: strings.ToUpper(s.get("state")), ZIP: s.get("zip")}
	if a.City == before.City && a.ZIP5() == before.ZIP5() {
		a.County = before.County
	}
	s.claims.Address = facility.Says(a)
	if hidden := s.values.Get("withheld") == addressHidden; hidden != s.profile.Withheld.Value {
		s.claims.Withheld = facility.Says(hidden)
	}
}

// The answers to whether a place is closed.
const (
	isOpen        = "open"
	closedForNow  = "now"
	closedForEver = "good"
)

func fillClosed(s *sheet, p *facility.Profile, to url.Values) {
	closure, closed := p.ClosedAt(s.now)
	switch {
	case !closed:
		to.Set("closed", isOpen)
	case closure.ForGood:
		to.Set("closed", closedForEver)
	default:
		to.Set("closed", closedForNow)
		to.Set("until", closure.Until)
	}
}

func drawClosed(s *sheet) {
	s.part("closed", s.choose(oneControl, "closed", "closed", []string{isOpen, closedForNow, closedForEver}, s.under("edit.closed.")),
		s.text("until", "until", "date"))
}

func readClosed(s *sheet) {
	switch s.values.Get("closed") {
	case isOpen:
		s.claims.Closed = claim(&s.profile.Closed, facility.Closure{}, false)
	case closedForNow:
		s.claims.Closed = facility.Says(facility.Closure{Until: s.get("until")})
	case closedForEver:
		s.claims.Closed = facility.Says(facility.Closure{ForGood: true})
	}
}
