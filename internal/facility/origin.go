package facility

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Origin tells who last stated or confirmed some of a listing's facts, and
// when. Facts of one origin stand together: a directory's row answers some
// 200 codes in one breath.
type Origin struct {
	Source string    `json:"source"`
	At     time.Time `json:"at"`
	// Fields are the facts it is the origin of, sorted. A listing's first
	// origin has none: it is that of every fact no other origin names.
	Fields []Field `json:"fields,omitempty"`
}

// Origin is the origin of one of the listing's known facts.
func (l *Listing) Origin(f Field) Origin {
	if f == FieldConfirmed {
		return l.Confirmed
	}
	if f.isOpening() {
		r, _ := l.room(f)
		return Origin{Source: r.Source, At: r.At}
	}
	for _, o := range l.Origins[min(1, len(l.Origins)):] {
		if _, found := slices.BinarySearch(o.Fields, f); found {
			return o
		}
	}
	if len(l.Origins) == 0 {
		return Origin{}
	}
	return l.Origins[0]
}

// Fresh reports whether a fact of the field with this origin is within its
// term at now.
func (o Origin) Fresh(f Field, now time.Time) bool {
	term := f.Term()
	return !o.At.IsZero() && (term == TermNone || now.Sub(o.At) <= term)
}

// Asked are the facts that matter to a query at now: the number to call, if
// there is one, the codes asked for that the listing has, and what makes it meet
// the conditions asked for.
func (l *Listing) Asked(matched []string, met []Condition, now time.Time) []Field {
	fields := make([]Field, 0, 1+len(matched)+len(met))
	if len(l.Phones) > 0 {
		first := FieldPhone
		if l.Phones[0].Kind == IntakeLine {
			first = FieldIntake
		}
		fields = append(fields, first)
	}
	for _, code := range matched {
		fields = appendNew(fields, CodeField(code))
	}
	for _, c := range met {
		fields = appendNew(fields, l.askedFor(c, now)...)
	}
	return fields
}

// askedFor are the facts that a condition goes by.
func (l *Listing) askedFor(c Condition, now time.Time) []Field {
	switch {
	case c == ConfirmedLately:
		return []Field{FieldConfirmed}
	case c.field() != "":
		return []Field{c.field()}
	}
	return l.openRooms(c, now)
}

func appendNew(fields []Field, more ...Field) []Field {
	for _, f := range more {
		if !slices.Contains(fields, f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// origins gathers the origins of all known facts, that of most facts first,
// the others newest first.
func (p *Profile) origins() []Origin {
	type key struct {
		source string
		at     int64
	}
	fields := map[key][]Field{}
	p.eachOrigin(func(f Field, source string, at time.Time) {
		k := key{source, at.Unix()}
		fields[k] = append(fields[k], f)
	})
	origins := make([]Origin, 0, len(fields))
	for k, named := range fields {
		slices.Sort(named)
		origins = append(origins, Origin{Source: k.source, At: time.Unix(k.at, 0).UTC(), Fields: named})
	}
	newestFirst := func(a, b Origin) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Source, b.Source))
	}
	slices.SortFunc(origins, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(len(b.Fields), len(a.Fields)), newestFirst(a, b))
	})
	if len(origins) == 0 {
		return nil
	}
	origins[0].Fields = nil
	slices.SortFunc(origins[1:], newestFirst)
	return origins
}

// eachOrigin names the source and date of each known fact that listings show.
func (p *Profile) eachOrigin(each func(f Field, source string, at time.Time)) {
	tell := func(f Field, by, confirmed *Provenance) {
		if confirmed != nil {
			by = confirmed
		}
		if by != nil {
			each(f, by.Source, by.At)
		}
	}
	tell(FieldName, p.Name.By, p.Name.Confirmed)
	tell(FieldAddress, p.Address.By, p.Address.Confirmed)
	tell(FieldPhone, p.Phone.By, p.Phone.Confirmed)
	tell(FieldIntake, p.Intake.By, p.Intake.Confirmed)
	tell(FieldLines, p.Lines.By, p.Lines.Confirmed)
	tell(FieldWebsite, p.Website.By, p.Website.Confirmed)
	tell(FieldEmail, p.Email.By, p.Email.Confirmed)
	tell(FieldHours, p.Hours.By, p.Hours.Confirmed)
	tell(FieldWalkIn, p.WalkIn.By, p.WalkIn.Confirmed)
	tell(FieldClosed, p.Closed.By, p.Closed.Confirmed)
	tell(FieldLevels, p.Levels.By, p.Levels.Confirmed)
	tell(FieldMedication, p.Medication.By, p.Medication.Confirmed)
	tell(FieldBring, p.Bring.By, p.Bring.Confirmed)
	tell(FieldAccess, p.Access.By, p.Access.Confirmed)
	tell(FieldFees, p.Fees.By, p.Fees.Confirmed)
	for code, fact := range p.Codes {
		tell(CodeField(code), fact.By, fact.Confirmed)
	}
}
