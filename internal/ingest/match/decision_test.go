package match

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// door are three records of one door: the first two look like one place, the
// third like another.
func door() []Record {
	return []Record{
		record("su/1", "Alder Clinic", "", "1 Oak Street", "Denver", "80201", "+13035550101", 1),
		record("otp/1", "Alder Clinic Inc", "", "1 Oak St", "Denver", "80201", "+13035550101", 1),
		record("su/2", "Juniper Recovery House", "", "1 Oak Street", "Denver", "80201", "+13035550102", 1),
	}
}

func places(r Result) string {
	var all []string
	for _, p := range r.Places {
		all = append(all, strings.Join(p, "+"))
	}
	return strings.Join(all, " ")
}

func TestAStewardsWordStandsOverTheScore(t *testing.T) {
	for _, tt := range []struct {
		why       string
		decisions []Decision
		want      string
	}{
		{"nobody decided", nil, "otp/1+su/1 su/2"},
		{"what looks alike is two", []Decision{{"su/1", "otp/1", false}}, "otp/1 su/1 su/2"},
		{"what looks different is one, even of one edition", []Decision{{"su/2", "su/1", true}}, "otp/1+su/1+su/2"},
		{"a chain of decisions", []Decision{{"su/2", "otp/1", true}, {"su/1", "otp/1", false}}, "otp/1+su/2 su/1"},
		{"the newer of two that contradict each other", []Decision{{"su/1", "otp/1", false}, {"su/1", "otp/1", true}}, "otp/1 su/1 su/2"},
		{"contradicted by way of a third", []Decision{{"su/1", "su/2", true}, {"su/2", "otp/1", true}, {"su/1", "otp/1", false}}, "otp/1+su/1+su/2"},
		{"about a record that is not there any more", []Decision{{"su/1", "su/9", true}, {"su/8", "su/9", false}}, "otp/1+su/1 su/2"},
	} {
		if got := places(Records(door(), tt.decisions...)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.why, got, tt.want)
		}
	}
}

func TestWhatAStewardDecidedIsInDoubtNoMore(t *testing.T) {
	moved := record("otp/1", "Alder and Birch Family House", "", "1 Oak Street", "Denver", "80201", "+13035550109", 1)
	records := []Record{door()[0], moved, door()[2]}
	if open := Records(records).Doubtful; len(open) != 1 {
		t.Fatalf("want one pair in doubt to begin with, got %+v", open)
	}
	for _, same := range []bool{true, false} {
		r := Records(records, Decision{"otp/1", "su/1", same})
		if len(r.Doubtful) != 0 || strings.Contains(places(r), "otp/1+su/1") != same {
			t.Errorf("same %v: %+v", same, r)
		}
	}
}

func TestDecisionsDoNotDependOnTheOrderOfRecords(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	records := door()
	for range 200 {
		var decisions []Decision
		for range random.IntN(4) {
			a, b := random.IntN(3), random.IntN(3)
			decisions = append(decisions, Decision{records[a].Key, records[b].Key, random.IntN(2) == 0})
		}
		want := Records(records, decisions...)
		shuffled := slices.Clone(records)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Records(shuffled, decisions...); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v: %+v, want %+v", decisions, got, want)
		}
	}
}
