package facility

import "time"

// FactKind groups the facts of a place's public page by what they tell.
type FactKind string

const (
	NameFact    FactKind = "name"
	AddressFact FactKind = "address"
	PhoneFact   FactKind = "phone" // with intake and further lines
	WebFact     FactKind = "web"   // website and e-mail
	HoursFact   FactKind = "hours"
	RoomFact    FactKind = "room" // openings
	PaymentFact FactKind = "payment"
	ServiceFact FactKind = "service"
	// LackFact is a service or a way to pay that the place says it does not
	// have: a directory's row has some 170 of them, all of one day.
	LackFact   FactKind = "lack"
	DetailFact FactKind = "detail" // what places tell of themselves beside these
)

// FactKinds are all kinds, in the order in which people need them.
func FactKinds() []FactKind {
	return []FactKind{NameFact, AddressFact, PhoneFact, WebFact, HoursFact, RoomFact, PaymentFact, ServiceFact, LackFact, DetailFact}
}

// ShownFact is a fact on a place's public page, without its value.
type ShownFact struct {
	Field  Field
	Kind   FactKind
	Source string    // who stated or confirmed it last
	At     time.Time // when
	Until  time.Time // the end of its term
}

// Fresh reports whether the fact is within its term at now.
func (s ShownFact) Fresh(now time.Time) bool { return !now.After(s.Until) }

// EachShown hands on the facts that the public page shows at now. "There is no
// website" is one; a number that was said to be none, and a closure that is
// over, the page does not show. The profile is a public one.
func (p *Profile) EachShown(now time.Time, each func(ShownFact)) {
	show(each, FieldName, NameFact, &p.Name)
	show(each, FieldAddress, AddressFact, &p.Address)
	showStated(each, FieldPhone, PhoneFact, &p.Phone)
	showStated(each, FieldIntake, PhoneFact, &p.Intake)
	showStated(each, FieldLines, PhoneFact, &p.Lines)
	show(each, FieldWebsite, WebFact, &p.Website)
	show(each, FieldEmail, WebFact, &p.Email)
	show(each, FieldHours, HoursFact, &p.Hours)
	show(each, FieldWalkIn, DetailFact, &p.WalkIn)
	if _, closed := p.ClosedAt(now); closed {
		show(each, FieldClosed, DetailFact, &p.Closed)
	}
	show(each, FieldLevels, DetailFact, &p.Levels)
	show(each, FieldMedication, DetailFact, &p.Medication)
	show(each, FieldBring, DetailFact, &p.Bring)
	show(each, FieldAccess, DetailFact, &p.Access)
	show(each, FieldFees, PaymentFact, &p.Fees)
	for code, f := range p.Codes {
		show(each, CodeField(code), answerKind(code, f.Value), &f)
	}
	for kind, f := range p.Openings {
		showStated(each, OpeningField(kind), RoomFact, &f)
	}
}

// answerKind is the kind of an answer to a service code.
func answerKind(code string, a Answer) FactKind {
	switch {
	case a == No:
		return LackFact
	case isPayment(code):
		return PaymentFact
	}
	return ServiceFact
}

func show[T any](each func(ShownFact), field Field, kind FactKind, f *Fact[T]) {
	if !f.Known() {
		return
	}
	by := f.By
	if f.Confirmed != nil {
		by = f.Confirmed
	}
	each(ShownFact{field, kind, by.Source, by.At, by.At.Add(f.term)})
}

func showStated[T any](each func(ShownFact), field Field, kind FactKind, f *Fact[T]) {
	if f.Stated {
		show(each, field, kind, f)
	}
}
