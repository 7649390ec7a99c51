package match

import "testing"

func TestWhoStandsAtAnEqualDoorOfAnotherTownIsNoRival(t *testing.T) {
	old := record("su/1", "Alder Clinic", "", "100 Main Street", "Denver", "80201", one, 1)
	renamed := record("su/2", "Birch Recovery", "", "100 Main Street", "Denver", "80201", one, 2)
	for _, tt := range []struct {
		why    string
		places int
		third  Record
	}{
		{"100 Main Street of another town", 2, record("su/3", "Cedar House", "", "100 Main Street", "Boulder", "80301", two, 2)},
		{"100 Main Street of this town", 3, record("su/3", "Cedar House", "", "100 Main Street", "Denver", "80201", two, 2)},
	} {
		if got := Records([]Record{old, renamed, tt.third}); len(got.Places) != tt.places {
			t.Errorf("%s: %v, in doubt %v", tt.why, got.Places, got.Doubtful)
		}
	}
}

func TestARivalIsFoundOnce(t *testing.T) {
	n := newAround([]profile{
		prepare(record("su/1", "Alder Clinic", "", "100 Main Street", "Denver", "80201", one, 1)),
		prepare(record("su/2", "Birch Recovery", "", "100 Main Street", "Denver", "80201", one, 2)),
		prepare(record("su/3", "Cedar House", "", "100 Main Street", "Denver", "80201", two, 2)),
	})
	if got := n.rivals(0, 1); len(got) != 1 {
		t.Errorf("one other is at the door, found %v", got)
	}
}
