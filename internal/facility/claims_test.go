package facility

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// fullClaims speak of every field that a facility can keep.
func fullClaims() Claims {
	return Claims{
		Name:       Says(Name{Name: "Alder Clinic"}),
		Address:    Says(Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:      Says(Phone{E164: "+14045550101", Languages: LanguagesOf("es", "en")}),
		Intake:     Says([]Phone{{E164: "+14045550102"}}),
		Lines:      Says([]Line{{FaxLine, Phone{E164: "+14045550103"}}}),
		Website:    Says("https://alder.example"),
		Email:      Says("intake@alder.example"),
		Hours:      Says(Hours{Zone: "America/New_York", Spans: []Span{{1, 540, 1020}}, Holidays: []Holiday{{On: "christmas"}}}),
		WalkIn:     Says(true),
		Closed:     Says(Closure{Until: "2026-12-24"}),
		Levels:     Says([]Level{{FourthEdition, "3.7-BIO"}, {ThirdEdition, "3.7-WM"}}),
		Medication: Says([]Policy{{Methadone, []Practice{Continues, Arranges}}, {NaltrexoneShot, []Practice{Starts}}}),
		Bring:      Says(Checklist{Items: []string{"id"}, Words: "A warm coat."}),
		Access:     Says(Checklist{Items: []string{"step-free"}}),
		Fees:       Says(Checklist{Words: "The first visit is $40."}),
		Withheld:   Says(true),
	}
}

func TestWhatPeopleClaimIsChecked(t *testing.T) {
	full := fullClaims()
	if err := full.Validate(); err != nil {
		t.Errorf("a full listing is refused: %v", err)
	}
	for field, claims := range map[Field]Claims{
		FieldName:       {Name: Says(Name{Name: " "})},
		FieldAddress:    {Address: Says(Address{Street: "1 Oak Street"})},
		FieldPhone:      {Phone: Says(Phone{E164: "911"})},
		FieldIntake:     {Intake: Says([]Phone{{E164: "+14045550102", Languages: "klingon"}})},
		FieldLines:      {Lines: Says([]Line{{MainLine, Phone{E164: "+14045550102"}}})},
		FieldWebsite:    {Website: Says("javascript://alert.example")},
		FieldEmail:      {Email: Says("Intake <intake@alder.example>")},
		FieldHours:      {Hours: Says(Hours{Zone: "America/New_York", Holidays: []Holiday{{On: "someday"}}})},
		FieldClosed:     {Closed: Says(Closure{ForGood: true, Until: "2026-12-24"})},
		FieldLevels:     {Levels: Says([]Level{{FourthEdition, "3.7-WM"}})},
		FieldMedication: {Medication: Says([]Policy{{Methadone, []Practice{Starts, Excludes}}})},
		FieldBring:      {Bring: Says(Checklist{Items: []string{"elephant"}})},
		FieldAccess:     {Access: Says(Checklist{Items: []string{"parking", "parking"}})},
		FieldFees:       {Fees: Says(Checklist{Words: strings.Repeat("a", MaxWords+1)})},
	} {
		var wrong *FieldError
		if err := claims.Validate(); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestMedicationPoliciesThatCannotBe(t *testing.T) {
	for _, p := range []Policy{
		{Methadone, nil},
		{"aspirin", []Practice{Starts}},
		{Methadone, []Practice{"sometimes"}},
		{Methadone, []Practice{Continues, Excludes}},
		{Methadone, []Practice{Starts, Tapers}},
	} {
		if p.Validate() == nil {
			t.Errorf("%v should be refused", p)
		}
	}
}

// Statements are kept for years: what they look like must not change.
func TestHowClaimsOfAFacilityAreKept(t *testing.T) {
	claims := fullClaims()
	const want = `{"name":{"value":{"name":"Alder Clinic"}},` +
		`"address":{"value":{"street":"1 Oak Street","city":"Atlanta","state":"GA","zip":"30303"}},` +
		`"phone":{"value":{"number":"+14045550101","languages":"en es"}},` +
		`"intake":{"value":[{"number":"+14045550102"}]},` +
		`"lines":{"value":[{"kind":"fax","number":"+14045550103"}]},` +
		`"website":{"value":"https://alder.example"},"email":{"value":"intake@alder.example"},` +
		`"hours":{"value":{"zone":"America/New_York","spans":[{"day":1,"from":540,"to":1020}],"holidays":[{"on":"christmas"}]}},` +
		`"walk_in":{"value":true},"closed":{"value":{"until":"2026-12-24"}},` +
		`"levels":{"value":[{"edition":4,"level":"3.7-BIO"},{"edition":3,"level":"3.7-WM"}]},` +
		`"medication":{"value":[{"medication":"methadone","practices":["continues","otp"]},{"medication":"naltrexone-shot","practices":["starts"]}]},` +
		`"bring":{"value":{"items":["id"],"words":"A warm coat."}},"access":{"value":{"items":["step-free"]}},` +
		`"fees":{"value":{"words":"The first visit is $40."}},"withheld":{"value":true}}`
	text, err := json.Marshal(claims)
	if err != nil || string(text) != want {
		t.Errorf("kept as\n%s, want\n%s: %v", text, want, err)
	}
	var back Claims
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, claims) {
		t.Errorf("read as %+v: %v", back, err)
	}
}

func TestEveryFieldIsFoldedConfirmedAndDisputed(t *testing.T) {
	stated := said("directory", RankDirectory, "2026-01-01", fullClaims())
	other := said("facility", RankFacility, "2026-02-01", Claims{
		Name: Says(Name{Name: "Birch"}), Address: Says(Address{City: "Macon", State: "GA"}), Phone: Says(Phone{E164: "+14045550199"}),
		Intake: SaysNone[[]Phone](), Lines: SaysNone[[]Line](), Website: SaysNone[string](), Email: SaysNone[string](),
		Hours: Says(Hours{Zone: "America/New_York", AllHours: true}), WalkIn: Says(false), Closed: SaysNone[Closure](),
		Levels: SaysNone[[]Level](), Medication: SaysNone[[]Policy](),
		Bring: SaysNone[Checklist](), Access: SaysNone[Checklist](), Fees: SaysNone[Checklist](),
	})
	confirms := said("facility", RankFacility, "2026-03-01", Claims{Confirms: []Field{AllFields}})
	p := Fold([]Statement{stated, other, confirms}, nil)
	disputed := map[Field]bool{}
	for _, c := range p.Conflicts() {
		disputed[c.Field] = c.Others[0].Value != ""
	}
	l := p.Listing("x", Location{})
	for _, f := range []Field{FieldName, FieldAddress, FieldPhone, FieldIntake, FieldLines, FieldWebsite, FieldEmail, FieldHours,
		FieldWalkIn, FieldClosed, FieldLevels, FieldMedication, FieldBring, FieldAccess, FieldFees} {
		if !disputed[f] {
			t.Errorf("that sources disagree about %s is not shown", f)
		}
		if o := l.Origin(f); o.Source != "facility" || !o.At.Equal(on("2026-03-01")) {
			t.Errorf("%s is of %+v, though the facility has confirmed all", f, o)
		}
	}
}
