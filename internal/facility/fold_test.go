package facility

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

func on(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

func said(by string, rank Rank, date string, c Claims) Statement {
	return Statement{Source: by, Series: by, Record: by + "/1", Rank: rank, At: on(date), Claims: c}
}

func number(digits string) Claims {
	return Claims{Phone: Says(Phone{E164: digits})}
}

func TestWhichStatementStands(t *testing.T) {
	directory2022 := said("directory", RankDirectory, "2022-05-19", number("+1"))
	directory2023 := said("directory", RankDirectory, "2023-06-29", number("+2"))
	facility := said("facility", RankFacility, "2022-12-01", number("+3"))
	locatorSoon := said("locator", RankLocator, "2022-11-01", number("+4"))
	directoryMuchLater := said("directory", RankDirectory, "2024-06-29", number("+5"))
	for _, tt := range []struct {
		why        string
		statements []Statement
		want       string
	}{
		{"the newer of one rank", []Statement{directory2022, directory2023}, "+2"},
		{"a facility over a directory within the term", []Statement{directory2022, facility, directory2023}, "+3"},
		{"a directory over a facility's word that outlived its term", []Statement{facility, directoryMuchLater}, "+5"},
		{"a lower rank waits for the term", []Statement{directory2022, locatorSoon}, "+1"},
		{"none is also a statement", []Statement{directory2022, said("directory", RankDirectory, "2023-01-01", Claims{Phone: SaysNone[Phone]()})}, ""},
		{"silence is none", []Statement{directory2022, said("directory", RankDirectory, "2023-01-01", Claims{})}, "+1"},
	} {
		if got := Fold(tt.statements, nil).Phone.Value.E164; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.why, got, tt.want)
		}
	}
}

func TestConfirmedAndContradicted(t *testing.T) {
	stated := said("directory", RankDirectory, "2022-05-19", number("+1"))
	wrong := said("call", RankCall, "2022-08-01", Claims{Contradicts: []Field{FieldPhone}})
	right := said("facility", RankFacility, "2022-09-01", Claims{Confirms: []Field{AllFields}})

	f := Fold([]Statement{stated, wrong}, nil).Phone
	if f.Contradicted == nil || f.Value.E164 != "+1" {
		t.Errorf("a contradiction marks and deletes nothing: %+v", f)
	}
	f = Fold([]Statement{stated, wrong, right}, nil).Phone
	if f.Contradicted != nil || !f.AsOf().Equal(on("2022-09-01")) {
		t.Errorf("a confirmation answers it and renews the date: %+v", f)
	}
	if !f.Fresh(on("2023-08-31")) || f.Fresh(on("2023-09-02")) {
		t.Error("a confirmed number is good for a year")
	}
}

func TestAConflictIsVisible(t *testing.T) {
	f := Fold([]Statement{
		said("directory", RankDirectory, "2022-05-19", number("+1")),
		said("directory", RankDirectory, "2021-05-19", number("+0")),
		said("facility", RankFacility, "2022-12-01", number("+3")),
	}, nil).Phone
	if len(f.Others) != 1 || f.Others[0].Value.E164 != "+1" || f.Others[0].By.Source != "directory" {
		t.Errorf("others: %+v", f.Others)
	}
}

func TestCodesFoldOneByOne(t *testing.T) {
	p := Fold([]Statement{
		said("directory", RankDirectory, "2022-05-19", Claims{Yes: []string{"BMW", "MU"}, No: []string{"BU"}}),
		said("directory", RankDirectory, "2023-06-29", Claims{Yes: []string{"BU"}, No: []string{"MU"}}),
	}, nil)
	for code, want := range map[string]Answer{"BU": Yes, "MU": No, "BMW": Yes, "MD": Unknown} {
		f := p.Codes[code]
		if f.Value != want {
			t.Errorf("%s is %v, want %v", code, f.Value, want)
		}
	}
}

func TestAnAssumptionIsWeakerThanAnyDirectory(t *testing.T) {
	register := said("otp", RankRegister, "2023-07-01", Claims{Yes: []string{"OTP"}, Assumed: []string{"MU"}})
	f := Fold([]Statement{register}, nil).Codes["MU"]
	if f.Value != Yes {
		t.Error("an opioid treatment program is assumed to use methadone")
	}
	f = Fold([]Statement{said("directory", RankDirectory, "2023-06-29", Claims{No: []string{"MU"}}), register}, nil).Codes["MU"]
	if f.Value != No {
		t.Error("the directory's no should stand against what was only assumed")
	}
}

func TestGoneOnlyWhenNoSourceStatesIt(t *testing.T) {
	old := said("directory", RankDirectory, "2022-05-19", Claims{})
	newest := Editions{"directory": on("2023-06-29"), "otp": on("2026-05-25")}
	if !Fold([]Statement{old}, newest).Gone {
		t.Error("a newer complete edition lacks it")
	}
	if Fold([]Statement{old, said("otp", RankRegister, "2026-05-25", Claims{})}, newest).Gone {
		t.Error("the register still has it")
	}
	if Fold([]Statement{old, said("facility", RankFacility, "2021-01-01", Claims{})}, newest).Gone {
		t.Error("a facility's own word has no editions")
	}
}

func TestOnlyTheFacilityOrAStewardDecidesWhatIsWithheld(t *testing.T) {
	address := Claims{Address: Says(Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"})}
	hides := said("facility", RankFacility, "2022-12-01", Claims{Withheld: Says(true)})
	prints := said("directory", RankDirectory, "2030-01-01", Claims{Address: address.Address, Withheld: Says(false)})
	p := Fold([]Statement{said("directory", RankDirectory, "2022-01-01", address), hides, prints}, nil)
	if got := p.Public().Address; got.Value != (Address{City: "Atlanta", State: "GA"}) || got.Others != nil {
		t.Errorf("the public view shows %+v", got)
	}
	if p.Address.Value.Street == "" {
		t.Error("the full view should have the street")
	}
}

func TestTheOrderOfStatementsDoesNotMatter(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 200 {
		statements := randomStatements(random, 6)
		newest := Editions{"directory": on("2022-06-01")}
		want := Fold(statements, newest)
		shuffled := slices.Clone(statements)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Fold(shuffled, newest); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nfolds to %+v\nand to %+v", statements, want, got)
		}
	}
}

func TestWithdrawingAStatementRestores(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 200 {
		statements := randomStatements(random, 5)
		before := Fold(statements, nil)
		Fold(append(slices.Clone(statements), randomStatements(random, 1)...), nil)
		if after := Fold(statements, nil); !reflect.DeepEqual(before, after) {
			t.Fatal("the fold kept something of a withdrawn statement")
		}
	}
}

func randomStatements(random *rand.Rand, n int) []Statement {
	sources := []string{"locator", "directory", "otp", "call", "facility"}
	pick := func(codes ...string) []string {
		var some []string
		for _, code := range codes {
			if random.IntN(2) == 0 {
				some = append(some, code)
			}
		}
		return some
	}
	statements := make([]Statement, n)
	for i := range statements {
		k := random.IntN(len(sources))
		s := said(sources[k], Rank(k+1), "2022-01-01", number("+"+string(rune('0'+random.IntN(4)))))
		s.At = s.At.AddDate(0, random.IntN(40), 0)
		s.Record = string(rune('a' + i))
		s.Claims.Yes, s.Claims.No = pick("MU", "BU", "MD"), pick("SA", "OP")
		randomDetails(random, &s.Claims)
		if random.IntN(4) == 0 {
			s.Claims.Confirms = []Field{AllFields}
		}
		if random.IntN(4) == 0 {
			s.Claims.Contradicts = []Field{FieldPhone, CodeField("MU"), OpeningField(DetoxBeds)}
		}
		for _, kind := range OpeningKinds()[:3] {
			if random.IntN(3) == 0 {
				s.Claims.Openings = Openings{kind: {Open: random.IntN(3), Total: 4}}
			}
		}
		statements[i] = s
	}
	return statements
}

// randomDetails speaks of some of the fields that facilities keep.
func randomDetails(random *rand.Rand, c *Claims) {
	if random.IntN(3) == 0 {
		c.WalkIn = Says(random.IntN(2) == 0)
	}
	if random.IntN(3) == 0 {
		c.Closed = []*Claim[Closure]{Says(Closure{ForGood: true}), Says(Closure{Until: "2023-01-01"}), SaysNone[Closure]()}[random.IntN(3)]
	}
	if random.IntN(3) == 0 {
		c.Medication = Says([]Policy{{Methadone, []Practice{Practices()[random.IntN(5)]}}})
	}
	if random.IntN(3) == 0 {
		c.Levels = Says([]Level{{FourthEdition, ASAMLevels(FourthEdition)[random.IntN(4)]}})
	}
	if random.IntN(3) == 0 {
		c.Bring = Says(Checklist{Items: ChecklistItems(FieldBring)[:1+random.IntN(3)]})
	}
	if random.IntN(3) == 0 {
		c.Lines = Says([]Line{{CrisisLine, Phone{E164: "+1404555010" + string(rune('0'+random.IntN(3)))}}})
	}
}

func TestAnotherSpellingIsNoConflict(t *testing.T) {
	p := Fold([]Statement{
		said("directory", RankDirectory, "2023-06-29", Claims{
			Name:    Says(Name{Name: "Alder Clinic Inc"}),
			Address: Says(Address{Street: "1 North Oak Street", Unit: "Suite 4", City: "Atlanta", State: "GA", ZIP: "30303"}),
			Phone:   Says(Phone{E164: "+14045550101", Vanity: "404-555-0101"}),
		}),
		said("otp", RankRegister, "2026-05-25", Claims{
			Name:    Says(Name{Name: "ALDER CLINIC, LLC"}),
			Address: Says(Address{Street: "1 N. Oak St. #4", City: "Atlanta", State: "GA", ZIP: "30303-1234"}),
			Phone:   Says(Phone{E164: "+14045550101"}),
		}),
	}, nil)
	if p.Name.Others != nil || p.Address.Others != nil || p.Phone.Others != nil || p.AKA != nil {
		t.Errorf("others: %v %v %v, also known as %v", p.Name.Others, p.Address.Others, p.Phone.Others, p.AKA)
	}
}
