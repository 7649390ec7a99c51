package check

import (
	"strings"
	"testing"
)

func TestARowIsRejectedForItsFirstFault(t *testing.T) {
	row := NewRow(7)
	row.Name("name", "Harbor House")
	row.Text("unit", "")
	row.City("city", "Reno")
	if row.Fault() != nil {
		t.Fatalf("a sound row is refused: %v", row.Fault())
	}
	row.State("state", "ZZ")
	row.ZIP("zip", "")
	if got, want := row.Fault().String(), `line 7: state "ZZ": not the two-letter code of a state or territory`; got != want {
		t.Errorf("refused with %s, want %s", got, want)
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	for want, judge := range map[string]func(*Row){
		`line 1: name "": no name`:    func(r *Row) { r.Name("name", "") },
		`line 1: city "": no city`:    func(r *Row) { r.City("city", "") },
		`line 1: zip "": no ZIP code`: func(r *Row) { r.ZIP("zip", "") },
	} {
		row := NewRow(1)
		judge(row)
		if row.Fault() == nil || row.Fault().String() != want {
			t.Errorf("refused with %v, want %s", row.Fault(), want)
		}
	}
}

func TestAnAddressLineOfMarksAloneIsNone(t *testing.T) {
	row := NewRow(1)
	for value, want := range map[string]string{
		"- - -": "", "-----": "", "—": "", "*": "", "": "",
		"12 Quay Street": "12 Quay Street", "#4": "#4", "Ñ": "Ñ",
	} {
		if got := row.AddressLine("street", value); got != want {
			t.Errorf("%q is read as %q, want %q", value, got, want)
		}
	}
	if row.Fault() != nil {
		t.Errorf("refused with %v", row.Fault())
	}
	if row.AddressLine("street", strings.Repeat("x", maxText+1)); row.Fault() == nil {
		t.Error("a line that is too long is taken")
	}
}

func TestLongTextIsRefusedAndShownInShort(t *testing.T) {
	row := NewRow(1)
	row.Text("name", strings.Repeat("ü", maxText))
	if row.Fault() != nil {
		t.Fatalf("%d characters are refused", maxText)
	}
	row.Text("name", strings.Repeat("ü", maxText+1))
	if want := strings.Repeat("ü", maxShown) + "…"; row.Fault() == nil || row.Fault().Value != want {
		t.Errorf("refused with %v", row.Fault())
	}
}
