package facility

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// chooses is a steward's word at a date, who knows what was stated till then.
func chooses(date string, c Claims, known ...Statement) Statement {
	s := said("steward", RankSteward, date, c)
	s.Claims.Settle(known)
	return s
}

func TestAChoiceHoldsUntilASourceSaysSomethingNew(t *testing.T) {
	directory := said("directory", RankDirectory, "2022-05-19", number("+1"))
	otp := said("otp", RankRegister, "2022-06-01", number("+2"))
	choice := chooses("2022-07-01", number("+1"), directory, otp)
	again := said("otp", RankRegister, "2025-06-01", number("+2"))
	another := said("otp", RankRegister, "2023-06-01", number("+3"))
	fresh := said("facility", RankFacility, "2023-01-01", number("+4"))
	for _, tt := range []struct {
		why        string
		statements []Statement
		want       string
		conflict   bool
	}{
		{"a newer and stronger source disagrees", []Statement{directory, otp}, "+2", true},
		{"a steward has chosen", []Statement{directory, otp, choice}, "+1", false},
		{"the loser says it again, long after", []Statement{directory, otp, choice, again}, "+1", false},
		{"a source changes its word", []Statement{directory, otp, choice, another}, "+1", true},
		{"a source changes its word after the term of the choice", []Statement{directory, otp, choice, again, said("otp", RankRegister, "2026-06-01", number("+3"))}, "+3", true},
		{"somebody speaks for the first time", []Statement{directory, otp, choice, fresh}, "+1", true},
		{"one that was chosen between is withdrawn", []Statement{otp, choice}, "+1", true},
		{"and comes back", []Statement{otp, choice, directory}, "+1", false},
	} {
		p := Fold(tt.statements, nil)
		if got := p.Phone.Value.E164; got != tt.want || len(p.Conflicts()) > 0 != tt.conflict {
			t.Errorf("%s: shows %s with the conflicts %+v", tt.why, got, p.Conflicts())
		}
	}
}

func TestAStewardsLastWordIsTheirChoice(t *testing.T) {
	directory, otp := said("directory", RankDirectory, "2022-05-19", number("+1")), said("otp", RankRegister, "2022-06-01", number("+2"))
	first := chooses("2022-07-01", number("+1"), directory, otp)
	second := chooses("2022-08-01", number("+2"), directory, otp, first)
	if p := Fold([]Statement{first, second, otp, directory}, nil); p.Phone.Value.E164 != "+2" || p.Conflicts() != nil {
		t.Errorf("shows %v with %+v", p.Phone.Value, p.Conflicts())
	}
}

func TestAChoiceOfACodeHolds(t *testing.T) {
	directory := said("directory", RankDirectory, "2022-05-19", Claims{Yes: []string{"MU"}, No: []string{"BU"}})
	otp := said("otp", RankRegister, "2022-06-01", Claims{No: []string{"MU"}})
	choice := chooses("2022-07-01", Claims{Yes: []string{"MU"}}, directory, otp)
	later := said("otp", RankRegister, "2026-06-01", Claims{No: []string{"MU"}})
	p := Fold([]Statement{directory, otp, choice, later}, nil)
	if p.Codes["MU"].Value != Yes || p.Conflicts() != nil {
		t.Errorf("shows %v with %+v", p.Codes["MU"].Value, p.Conflicts())
	}
	p = Fold([]Statement{directory, choice, said("otp", RankRegister, "2022-06-01", Claims{Yes: []string{"MU"}})}, nil)
	if p.Codes["MU"].Value != Yes || p.Conflicts() != nil {
		t.Errorf("all agree, but there is %+v", p.Conflicts())
	}
}

func TestACallDoubtsWhatWasChosen(t *testing.T) {
	directory, otp := said("directory", RankDirectory, "2022-05-19", number("+1")), said("otp", RankRegister, "2022-06-01", number("+2"))
	choice := chooses("2022-07-01", number("+1"), directory, otp)
	wrong := said("call", RankCall, "2022-08-01", Claims{Contradicts: []Field{FieldPhone}})
	if p := Fold([]Statement{directory, otp, choice, wrong}, nil); p.Phone.Contradicted == nil || p.Phone.Value.E164 != "+1" {
		t.Errorf("the number is %+v", p.Phone)
	}
}

func TestChoicesFoldInAnyOrder(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 300 {
		statements := randomStatements(random, 6)
		for range random.IntN(3) {
			words := randomStatements(random, 1)[0]
			known := statements[:random.IntN(len(statements)+1)]
			choice := chooses("2022-01-01", Claims{Phone: words.Claims.Phone, Yes: words.Claims.Yes, WalkIn: words.Claims.WalkIn}, known...)
			choice.At = choice.At.AddDate(0, random.IntN(40), 0)
			choice.Record = "steward/" + strings.Repeat("x", len(statements))
			statements = append(statements, choice)
		}
		want := Fold(statements, nil)
		shuffled := slices.Clone(statements)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Fold(shuffled, nil); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nfolds to %+v\nand to %+v", statements, want, got)
		}
	}
}

func TestWhoSaidItAndWhyIsNotFolded(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	statements := randomStatements(rand.New(rand.NewPCG(seed, 1)), 6)
	want := Fold(statements, nil)
	for i := range statements {
		statements[i].By, statements[i].Why = "kim", "Because."
	}
	if got := Fold(statements, nil); !reflect.DeepEqual(got, want) {
		t.Errorf("with persons and words: %+v, without: %+v", got, want)
	}
}

func TestWhatStandsCanBeSaidAgain(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 100 {
		before := Fold(randomStatements(random, 4), nil)
		for field := range claimed {
			said, known := before.Again(field)
			if !known {
				continue
			}
			after := Fold([]Statement{{Source: "steward", Rank: RankSteward, At: on("2030-01-01"), Claims: said}}, nil)
			if repeated, _ := after.Again(field); !reflect.DeepEqual(repeated, said) {
				t.Fatalf("%s: said %+v again, got %+v", field, said, repeated)
			}
			if fields := said.SpeaksOf(); !slices.Equal(fields, []Field{field}) {
				t.Fatalf("%s said again speaks of %v", field, fields)
			}
		}
	}
}
