package match

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"haven/internal/facility"
)

// record makes a record from its parts; editions are days.
func record(key, name, unit, street, city, zip, phone string, editions ...int64) Record {
	series, _, _ := cut(key)
	return Record{
		Key: key, Series: series, Seen: editions,
		Name:    facility.Name{Name: name, Unit: unit},
		Address: facility.Address{Street: street, City: city, State: "CO", ZIP: zip},
		Phone:   phone,
	}
}

func cut(key string) (string, string, bool) {
	for i := range key {
		if key[i] == '/' {
			return key[:i], key[i+1:], true
		}
	}
	return key, "", false
}

func TestTheSamePlaceInAnotherWording(t *testing.T) {
	for _, tt := range []struct {
		why  string
		a, b Record
	}{
		{"a legal form is dropped",
			record("su/1", "Family Counseling Center Inc", "", "650 East 4500 South, Suite 300", "Denver", "80201", "+13035550101", 1),
			record("su/2", "Family Counseling Center", "", "650 E 4500 S #300", "Denver", "80201", "+13035550101", 2)},
		{"a name is cut in two",
			record("su/1", "Peninsula Comm Hlth Servs of Alaska", "", "230 East Marydale Avenue", "Denver", "80201", "+13035550102", 1),
			record("su/2", "Peninsula Community Health Services of", "Alaska", "230 East Marydale Avenue", "Denver", "80201", "+13035550102", 2)},
		{"a trade name stands for the legal one",
			record("su/1", "Riverwood Group LLC", "DBA Juniper Treatment Center LLC", "1227 South 9th Street", "Denver", "80201", "", 1),
			record("otp/1", "Juniper Treatment Center, LLC", "", "1227 South Ninth Street", "Denver", "80201", "+13035550103", 3)},
		{"a place moved across town and kept name and number",
			record("su/1", "Alder Wellness Center", "", "1 Oak Street", "Denver", "80201", "+13035550104", 1),
			record("su/2", "Alder Wellness Center", "", "99 Elm Street", "Denver", "80210", "+13035550104", 2)},
		{"a row stands twice in one edition",
			record("su/1", "Alder Clinic", "Outpatient", "1 Oak Street", "Denver", "80201", "+13035550105", 1),
			record("su/1/2", "Alder Clinic", "Outpatient", "1 Oak Street", "Denver", "80201", "+13035550106", 1)},
	} {
		if got := Records([]Record{tt.a, tt.b}).Places; len(got) != 1 {
			t.Errorf("%s: want one place, got %v", tt.why, got)
		}
	}
}

func TestPlacesThatStayApart(t *testing.T) {
	for _, tt := range []struct {
		why  string
		a, b Record
	}{
		{"two programmes at one address in one edition",
			record("su/1", "Alder Clinic", "Outpatient", "1 Oak Street", "Denver", "80201", "+13035550101", 1),
			record("su/2", "Alder Clinic", "Residential", "1 Oak Street", "Denver", "80201", "+13035550101", 1)},
		{"strangers in one building",
			record("su/1", "Alder Clinic", "", "1 Oak Street, Suite 2", "Denver", "80201", "+13035550101", 1),
			record("su/2", "Birch Recovery", "", "1 Oak Street, Suite 9", "Denver", "80201", "+13035550102", 2)},
		{"two sites of a chain with one number in two cities",
			record("su/1", "Groups Together", "", "1 Oak Street", "Denver", "80201", "+13035550101", 1),
			record("su/2", "Groups Together", "", "7 Elm Street", "Boulder", "80301", "+13035550101", 2)},
		{"equal street lines in two cities",
			record("su/1", "Community Mental Health", "", "100 Main Street", "Denver", "80201", "+13035550101", 1),
			record("su/2", "Community Mental Health", "", "100 Main Street", "Boulder", "80301", "+13035550102", 2)},
	} {
		if got := Records([]Record{tt.a, tt.b}).Places; len(got) != 2 {
			t.Errorf("%s: want two places, got %v", tt.why, got)
		}
	}
}

func TestTheBestProgrammeTakesTheRecordOfAnotherSource(t *testing.T) {
	got := Records([]Record{
		record("su/1", "Alder Clinic", "Residential", "1 Oak Street", "Denver", "80201", "+13035550101", 1),
		record("su/2", "Alder Clinic", "Methadone Program", "1 Oak Street", "Denver", "80201", "+13035550101", 1),
		record("otp/1", "Alder Clinic Methadone Program", "", "1 Oak Street", "Denver", "80201", "+13035550101", 2),
	})
	want := [][]string{{"otp/1", "su/2"}, {"su/1"}}
	if !reflect.DeepEqual(got.Places, want) {
		t.Errorf("got %v, want %v", got.Places, want)
	}
	if len(got.Doubtful) != 1 {
		t.Errorf("the programme that lost should be a possible duplicate: %v", got.Doubtful)
	}
}

// kinds gives a record what it says it is.
func kinds(r Record, kinds ...string) Record {
	r.Kinds = kinds
	return r
}

func TestARegisterMeansTheProgrammeThatIsInIt(t *testing.T) {
	got := Records([]Record{
		kinds(record("su/1", "Alder Clinic Inc", "Outpatient Clinic", "1 Oak Street", "Denver", "80201", "+13035550101", 1), "OP"),
		kinds(record("su/2", "Alder Clinic Inc", "Opioid Treatment Program", "1 Oak Street", "Denver", "80201", "+13035550102", 1), "OP", "OTP"),
		kinds(record("otp/1", "Alder Clinic, LLC", "", "1 Oak Street", "Denver", "80201", "+13035550101", 2), "OTP"),
	})
	if want := [][]string{{"otp/1", "su/2"}, {"su/1"}}; !reflect.DeepEqual(got.Places, want) {
		t.Errorf("got %v, want %v", got.Places, want)
	}
}

func TestANewNameAtADoorWithNothingElse(t *testing.T) {
	old := record("su/1", "Alder Clinic", "", "1 Oak Street", "Denver", "80201", "+13035550101", 1)
	renamed := record("su/2", "Birch Recovery", "", "1 Oak Street", "Denver", "80201", "+13035550101", 2)
	if got := Records([]Record{old, renamed}).Places; len(got) != 1 {
		t.Errorf("the number stayed and nobody else is there: %v", got)
	}
	neighbour := record("su/3", "Cedar House", "", "1 Oak Street", "Denver", "80201", "+13035550101", 2)
	if got := Records([]Record{old, renamed, neighbour}); len(got.Places) != 3 || len(got.Doubtful) != 2 {
		t.Errorf("either could be the new name: %v", got)
	}
}

func TestDoorsWrittenWithASlip(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"535 Miramda", "535 Miranda Street", true},
		{"325 SW 28 Street", "325 SW 28th Street", true},
		{"129B Howell Road", "129-B Howell Road", true},
		{"1289 GI Maddox Pkwy (US Hwy 76)", "1289 GI Maddox Parkway", true},
		{"100 Oak Street", "102 Oak Street", false},
		{"100 28th Street", "100 29th Street", false},
		{"Oak Street", "Oak Street", false},
	} {
		a, b := doorOf(tt.a, ""), doorOf(tt.b, "")
		if got := nearlySameDoor(a, b); got != tt.want {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSuitesThatMeet(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Suite 5", "Suites 4-6", true},
		{"Suite B", "Suites A and B", true},
		{"Suite 159", "Suite 150", false},
		{"Suites A and B", "Suites F and G", false},
		{"Suite 100", "Suite 101", false},
	} {
		if got := suitesMeet(doorOf("1 Oak Street", tt.a).Unit, doorOf("1 Oak Street", tt.b).Unit); got != tt.want {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestTheOrderOfRecordsDoesNotMatter(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	records := crowd(random, 300)
	want := Records(records)
	for range 5 {
		shuffled := slices.Clone(records)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Records(shuffled); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gave other places")
		}
	}
}

// crowd makes records with few names, doors and numbers, so that many meet.
func crowd(random *rand.Rand, n int) []Record {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	records := make([]Record, n)
	for i := range records {
		series := pick("su", "mh", "otp")
		records[i] = record(series+"/"+string(rune('a'+i/26))+string(rune('a'+i%26)),
			pick("Alder Clinic", "Alder Clinic Inc", "Birch Recovery", "Cedar House", "Alder Birch Cedar"),
			pick("", "", "Outpatient", "Residential"),
			pick("1 Oak Street", "2 Oak Street", "1 Oak St, Suite 4", "9 Elm Street"),
			pick("Denver", "Boulder"), pick("80201", "80301"),
			pick("", "+13035550101", "+13035550102", "+13035550103"),
			int64(random.IntN(3)))
	}
	return records
}
