package main

import (
	"bytes"
	"os"
	"testing"

	"haven/internal/facility"
	"haven/internal/sharedtest"
)

func TestTheCommittedTableIsWhatIsDerived(t *testing.T) {
	file := sharedtest.Path(t, "data", "samhsa-directory", "su-2023.xlsx")
	var derived bytes.Buffer
	if err := derive(&derived, file); err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../frequencies.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(derived.Bytes(), committed) {
		t.Error("frequencies.tsv is out of date: run derive again")
	}
}

func TestEachSortOfPlaceHasItsKind(t *testing.T) {
	for _, tc := range []struct {
		offer offer
		want  string
	}{
		{offer{"PVTP": true}, "unstated"},
		{offer{"SA": true, "FED": true, "OTP": true}, "federal"},
		{offer{"SA": true, "OTP": true, "OP": true}, "otp"},
		{offer{"DT": true, "HI": true, "RES": true}, "hospital"},
		{offer{"SA": true, "RES": true, "OP": true}, "campus"},
		{offer{"SA": true, "RES": true, "RD": true}, "detox"},
		{offer{"SA": true, "RES": true}, "residential"},
		{offer{"HH": true}, "housing"},
		{offer{"SA": true, "OP": true, "OMB": true}, "medication"},
		{offer{"SA": true, "OP": true, "OIT": true}, "intensive"},
		{offer{"SA": true, "OP": true, "STMH": true, "OIT": true}, "community"},
		{offer{"SA": true, "OP": true}, "counseling"},
	} {
		if got := kind(tc.offer); got != tc.want {
			t.Errorf("%v is of kind %q, want %q", tc.offer, got, tc.want)
		}
	}
}

func TestSmallKindsAreNotCutIntoBands(t *testing.T) {
	rows := make([]offer, 300)
	for i := range rows {
		rows[i] = offer{"SA": true, "RES": i < 10, "OP": i >= 10}
	}
	count := map[string]int{}
	for _, class := range classes(rows) {
		count[class]++
	}
	if count["residential/1"] != 10 || count["counseling/1"] != 290 {
		t.Errorf("classes are %v, want the ten and the others", count)
	}
}

// A mostly comes with OP, B always comes with A, C never does.
func TestACodeHangsOnTheOneThatTellsMostAboutIt(t *testing.T) {
	codes := []facility.Code{{Code: "OP"}, {Code: "A"}, {Code: "B"}, {Code: "C"}}
	var rows []offer
	for i := range 1000 {
		a := i%2 == 0
		rows = append(rows, offer{"SA": true, "OP": a != (i%9 == 0), "A": a, "B": a || i%10 == 1, "C": !a && i%7 > 0})
	}
	d := columns(codes, rows)
	with := map[string]string{}
	for _, l := range d.tree() {
		with[d.name(l.code)] = d.name(l.with)
	}
	if with["OP"] != "" || with["A"] != "OP" || with["B"] != "A" || with["C"] != "A" {
		t.Errorf("links are %v, want A to hang on OP, B and C on A", with)
	}
}
