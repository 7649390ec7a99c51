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

	"haven/internal/facility"
)

// TestTheWriterWritesWhatTheTagsSay fills answers by their types, so that a
// field that the writer forgets is missed.
func TestTheWriterWritesWhatTheTagsSay(t *testing.T) {
	seed := rand.Uint64()
	any := anything{rand.New(rand.NewPCG(seed, 0))}
	for range 500 {
		var answer SearchAnswer
		any.fill(reflect.ValueOf(&answer).Elem(), 0)
		want, err := json.Marshal(answer)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var w writer
		answer.json(&w)
		if got, want := w.String(), longEscapes.Replace(string(want)); got != want {
			at := differ(got, want)
			t.Fatalf("seed %d: written is\n…%.200s\nwant\n…%.200s", seed, got[at:], want[at:])
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
			v.SetMapIndex(reflect.ValueOf(a.text()), reflect.ValueOf(a.text()))
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
