package index

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/facility"
)

// fill gives every field below v a value of its own, so that a field that is
// not kept is missed.
func fill(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + strings.Repeat("ñ", *next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*next) / 7)
	case reflect.Uint64:
		v.SetUint(1<<63 + uint64(*next))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), next)
		fill(v.Index(1), next)
	case reflect.Struct:
		if v.Type() == timeType {
			v.Set(reflect.ValueOf(time.Date(2023, 5, *next%28+1, 1, 2, 3, 4, time.UTC)))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), next)
		}
	default:
		v.SetInt(-int64(*next))
	}
}

func TestEveryFieldOfAListingIsKept(t *testing.T) {
	var l facility.Listing
	next := 0
	fill(reflect.ValueOf(&l).Elem(), &next)
	l.Yes, l.No = facility.CodesOf("B", "C"), facility.CodesOf("A", "D")
	for _, listing := range []facility.Listing{l, {ID: "bare"}} {
		m := newMaker(noCodes.with("D", "C", "B", "A"), testLog(t))
		rows := []row{m.adopt(&listing)}
		path := t.TempDir() + "/rows"
		if err := writeRows(path, rows, m.codes); err != nil {
			t.Fatal(err)
		}
		text, err := readText(path)
		if err != nil {
			t.Fatal(err)
		}
		got, codes, err := readRows(text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&listing, got[0].listing); diff != "" {
			t.Errorf("written (-) and read (+):\n%s", diff)
		}
		if diff := cmp.Diff(m.codes.codes, codes.codes); diff != "" {
			t.Error(diff)
		}
	}
}

func TestWhatCannotBeKeptIsRefused(t *testing.T) {
	for _, unfit := range []any{map[string]int{}, struct{ hidden int }{}, []*int{}, make(chan int)} {
		if _, err := shape(reflect.TypeOf(unfit)); err == nil {
			t.Errorf("%T is not refused", unfit)
		}
	}
	one, _ := shape(reflect.TypeFor[facility.Name]())
	other, _ := shape(reflect.TypeFor[facility.Address]())
	if one == other {
		t.Error("two types have the same shape")
	}
}

// No bytes make the reader panic or take memory out of proportion.
func FuzzReadRows(f *testing.F) {
	s := newSampler(1)
	m := newMaker(noCodes, nil)
	var rows []row
	for _, l := range s.listings(3) {
		at, _ := cellOf(l.Location.Point)
		rows = append(rows, m.row(&l, at))
	}
	sortRows(rows)
	path := f.TempDir() + "/rows"
	if err := writeRows(path, rows, m.codes); err != nil {
		f.Fatal(err)
	}
	text, err := readText(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add("")
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\x7f")
	f.Fuzz(func(t *testing.T, text string) {
		rows, codes, err := readRows(text)
		if err == nil {
			newPart(rows, codes, nil).complete()
		}
	})
}
