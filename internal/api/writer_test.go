package api

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"haven/internal/facility"
	"haven/internal/sample"
)

// Values are made up by their types, so that a field that is not written is
// missed.
func TestAnswersAreWrittenAsTheirTagsSay(t *testing.T) {
	writtenAsTagged(t, func(w *writer, f *Found) { w.object(func() { writeFound(w, f) }) })
	writtenAsTagged(t, func(w *writer, l *Listing) { w.object(func() { writeListing(w, l) }) })
	writtenAsTagged(t, func(w *writer, a *SearchAnswer) {
		a.Results = []Result{} // which are written from hits
		writeSearchAnswer(w, a, results{})
	})
}

func writtenAsTagged[T any](t *testing.T, write func(*writer, *T)) {
	seed := rand.Uint64()
	any := anything{rand.New(rand.NewPCG(seed, 0))}
	for range 300 {
		var w writer
		var value T
		any.fill(reflect.ValueOf(&value).Elem(), 0)
		write(&w, &value)
		want, err := json.Marshal(value)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if got, want := w.String(), longEscapes.Replace(string(want)); got != want {
			at := differ(got, want)
			t.Fatalf("seed %d: %T is written\n…%.200s\nwant\n…%.200s", seed, value, got[at:], want[at:])
		}
	}
}

func TestResultsAreWrittenAsTheirTagsSay(t *testing.T) {
	listings := sample.Listings()
	var hits []facility.Hit
	var want []Result
	for i := range listings {
		h := facility.Hit{Listing: &listings[i], Distance: float64(i) - 1, Matched: listings[i].Yes.List()[:min(2, listings[i].Yes.Len())]}
		hits = append(hits, h)
		want = append(want, Result{listingOf(h.Listing), foundOf(&h, sample.Now, nil)})
	}
	kept := newWritten()
	for range 2 { // first written, then kept
		var w writer
		w.array(func() { results{hits, sample.Now, kept}.write(&w) })
		var got []Result
		if err := json.Unmarshal(w.Buf, &got); err != nil {
			t.Fatalf("%v in %s", err, w.Buf)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestAChangedListingIsWrittenAnew(t *testing.T) {
	kept, l := newWritten(), sample.Listings()[0]
	kept.text(&l)
	l.Revision++
	l.Withheld, l.Address = true, l.Address.Public()
	if text := kept.text(&l); !strings.Contains(text, `"withheld":true`) || strings.Contains(text, `"street"`) {
		t.Errorf("a listing that is withheld now is written %s", text)
	}
}

func TestNoMoreListingsAreKeptThanThereIsRoomFor(t *testing.T) {
	kept := newWritten()
	long := strings.Repeat("x", maxWritten/3)
	for revision := range int64(10) {
		kept.keep(version{"hvn", revision}, long)
		kept.keep(version{"hvn", revision}, long) // by two requests at once
		if room := len(kept.texts) * len(long); room > maxWritten || kept.size != room {
			t.Fatalf("%d texts of %d bytes are said to be %d", len(kept.texts), len(long), kept.size)
		}
	}
}

// longEscapes writes the two escapes that encoding/json shortens in full.
var longEscapes = strings.NewReplacer(`\\`, `\\`, `\b`, `\u0008`, `\f`, `\u000c`)

// differ is a little before the first byte that differs.
func differ(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return max(0, n-60)
}

// anything makes up values of a type.
type anything struct{ *rand.Rand }

func (a anything) fill(v reflect.Value, depth int) {
	switch value := v.Addr().Interface().(type) {
	case *time.Time:
		*value = time.Unix(a.Int64N(4e9), a.Int64N(2)*a.Int64N(1e9)).UTC()
		return
	case *Facets:
		*value = a.facets()
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			a.fill(v.Field(i), depth+1)
		}
	case reflect.Pointer:
		if a.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			a.fill(v.Elem(), depth+1)
		}
	case reflect.Slice:
		n := 0
		if depth < maxDepth {
			n = a.IntN(4)
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			a.fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range a.IntN(4) {
			value := reflect.New(v.Type().Elem()).Elem()
			a.fill(value, depth+1)
			v.SetMapIndex(reflect.ValueOf(a.text()), value)
		}
	case reflect.String:
		v.SetString(a.text())
	case reflect.Bool:
		v.SetBool(a.IntN(2) == 0)
	case reflect.Float64:
		v.SetFloat(a.decimal())
	default:
		v.SetInt(a.Int64N(1<<40) >> a.IntN(40))
	}
}

// maxDepth ends places that have alternatives that have alternatives.
const maxDepth = 6

func (a anything) facets() Facets {
	if a.IntN(4) == 0 {
		return Facets{}
	}
	counts := map[string]map[string]int{}
	for range a.IntN(4) {
		of := map[string]int{}
		for range 1 + a.IntN(4) {
			of[fmt.Sprint(a.text(), a.Uint32())] = 1 + a.IntN(1e6) // a code has one category
		}
		counts[a.text()] = of
	}
	return Facets{facility.CountsOf(counts)}
}

func (a anything) decimal() float64 {
	switch a.IntN(4) {
	case 0:
		return 0
	case 1:
		return math.Round(a.Float64()*36000) / 100
	}
	return (a.Float64() - 0.5) * math.Pow10(a.IntN(60)-30)
}

// pieces are what strangers' names are made of, and worse.
var pieces = []string{
	"", "Grady", "Center & Sons", "<script>", `"`, `\`, `\b`, "/", "\u2028", "\u2029", "ñ", "治", "🙂", "\xff", "\xed\xa0\x80", "\ufffd",
	"\x00", "\b", "\f", "\n", "\r", "\t", "\x1f", "\x7f", "'", "=",
}

func (a anything) text() string {
	var text strings.Builder
	for range a.IntN(4) {
		text.WriteString(pieces[a.IntN(len(pieces))])
	}
	return text.String()
}
