package match

import "testing"

// part puts a record in a part of its series.
func part(r Record, part string) Record {
	r.Part = part
	return r
}

const one, two = "+13035550101", "+13035550102"

// at is a record at one door, of the edition of a day.
func at(key, name, unit, phone string, day int64, codes ...string) Record {
	return kinds(record(key, name, unit, "1 Oak Street", "Denver", "80201", phone, day), codes...)
}

func TestProgrammesOfOneOwnerAtADoor(t *testing.T) {
	for _, tt := range []struct {
		why    string
		places int
		all    []Record
	}{
		{"women's and men's houses are two", 2, []Record{
			at("su/1", "Alder House", "Womens Center", one, 1, "RES"), at("su/2", "Alder House", "Center for Men", one, 2, "RES")}},
		{"a house for women and men excludes nobody", 1, []Record{
			at("su/1", "Alder House", "Womens Center", one, 1, "RES"), at("su/2", "Alder House", "Men and Women", one, 2, "RES")}},
		{"residential and outpatient care are two", 2, []Record{
			at("su/1", "Alder Pointe", "Residential Services", one, 1, "RES"), at("su/2", "Alder Pointe", "Outpatient Services", one, 2, "OP")}},
		{"clinics with different numbers are two", 2, []Record{
			at("su/1", "Alder Center", "Outpatient Clinic 1", one, 1, "OP"), at("su/2", "Alder Center", "Outpatient Clinic 2", one, 2, "OP")}},
		{"so are places without units whose names end in numbers", 2, []Record{
			at("su/1", "Alder Clinic 1", "", one, 1, "OP"), at("su/2", "Alder Clinic 2", "", one, 2, "OP")}},
		{"numbers of clinics may be Roman", 1, []Record{
			at("su/1", "Alder Center", "Outpatient Clinic 2", one, 1, "OP"), at("su/2", "Alder Center", "Clinic II", one, 2, "OP")}},
		{"other unit, number and care: only the owner is one", 2, []Record{
			at("su/1", "Alder Center", "Birch House", one, 1, "RES"), at("su/2", "Alder Center", "Cedar Clinic", two, 2, "OP", "RES")}},
		{"who says nothing of its care has none in common", 2, []Record{
			at("su/1", "Alder Center", "Birch House", one, 1), at("su/2", "Alder Center", "Cedar Clinic", two, 2, "OP", "RES")}},
		{"nor have two who say nothing", 2, []Record{
			at("su/1", "Alder Center", "Birch House", one, 1), at("su/2", "Alder Center", "Cedar Clinic", two, 2)}},
		{"who gives no number has none in common", 2, []Record{
			at("su/1", "Alder Center", "Birch House", "", 1, "RES"), at("su/2", "Alder Center", "Cedar Clinic", two, 2, "OP", "RES")}},
		{"who says nothing of its care keeps its number", 1, []Record{
			at("su/1", "Alder Center", "Birch House", one, 1), at("su/2", "Alder Center", "Cedar House", one, 2, "OP", "RES")}},
		{"a unit that was renamed keeps its number", 1, []Record{
			at("su/1", "Alder Center", "Birch House", one, 1, "RES"), at("su/2", "Alder Center", "Cedar House", one, 2, "OP", "RES")}},
	} {
		if got := Records(tt.all); len(got.Places) != tt.places {
			t.Errorf("%s: %d places of %v", tt.why, len(got.Places), got.Places)
		} else if tt.places == 2 && len(got.Doubtful) != 1 {
			t.Errorf("%s: stewards are asked of %v", tt.why, got.Doubtful)
		}
	}
}

func TestARivalThatAnswersOneNumberMoreIsAsLikely(t *testing.T) {
	old := at("su/1", "Alder Council", "Concho Valley", one, 1, "RES")
	old.Others = []string{two}
	rival := at("su/3", "Alder Awareness Center", "Journey", one, 2, "RES")
	rival.Others = []string{two}
	got := Records([]Record{old, at("su/2", "Cedar", "Alder Concho Valley", one, 2, "RES"), rival})
	if len(got.Places) != 3 || len(got.Doubtful) == 0 {
		t.Errorf("which of two is meant is for a steward: %+v", got)
	}
}

func TestWhoHasFoundItsOwnIsNoRivalAnyMore(t *testing.T) {
	got := Records([]Record{
		at("su/1", "Alder Center", "Stabilization", one, 1, "RES"), at("su/2", "Alder Center of Oak County", "", one, 1, "OP"),
		at("su/3", "Alder Center", "Stabilization", one, 2, "RES"), at("su/4", "Alder Center", "Counseling", one, 2, "OP"),
	})
	if len(got.Places) != 2 {
		t.Errorf("once the one pair is found, the other is alone at the door: %+v", got)
	}
}

func TestARegisterOfOpioidProgramsDoesNotMeanTheClinicBeside(t *testing.T) {
	got := Records([]Record{
		at("otp/1", "Alder Park", "", one, 3, "OTP"),
		at("su/1", "Alder Park Inc", "Chemical Dependency Clinic", one, 1, "OP"), at("su/2", "Alder Park Inc", "Clinic of Birch", two, 1, "OP", "OTP"),
	})
	for _, place := range got.Places {
		if len(place) > 1 && place[1] == "su/1" {
			t.Errorf("%v: the clinic says that it is none", place)
		}
	}
}

func TestPartsOfOneEdition(t *testing.T) {
	surveyed := record("ft/1", "Alder Center", "", "1 Oak Street", "Denver", "80201", one, 1)
	for _, tt := range []struct {
		why    string
		places int
		other  Record
	}{
		{"surveys of mental health and of substance use at one door", 1, record("ft/2", "Alder Center", "", "1 Oak St", "Denver", "80201", two, 1)},
		{"both at two doors are two sites", 2, record("ft/2", "Alder Center", "", "9 Elm Street", "Denver", "80201", one, 1)},
		{"a register with a letter box for an address", 1, kinds(record("ft/2", "Alder Center", "", "PO Box 9", "Denver", "80201", one, 1), "OTP")},
	} {
		if got := Records([]Record{kinds(surveyed, "OP", "OTP"), part(tt.other, "other")}).Places; len(got) != tt.places {
			t.Errorf("%s: %v", tt.why, got)
		}
	}
}
