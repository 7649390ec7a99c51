package suppress

import (
	"math/rand/v2"
	"testing"
)

// attacker knows what is published, that zeros are told and that whatever is
// hidden is therefore at least one. It notes which values each hidden count and
// total can have.
type attacker struct {
	p     Published
	cells []edge // the hidden ones
	tried [][]int
	fits  map[edge]map[int]bool
}

// attack goes through all tables that look like the published one.
func attack(p Published) map[edge]map[int]bool {
	a := &attacker{p: p, fits: map[edge]map[int]bool{}}
	left := p.Total
	for r, row := range p.Cells {
		a.tried = append(a.tried, make([]int, len(row)))
		for c, v := range row {
			a.tried[r][c] = v.Count
			left -= v.Count
			if v.Hidden {
				a.cells = append(a.cells, edge{r, c})
			}
		}
	}
	a.try(0, left)
	return a.fits
}

func (a *attacker) try(i, left int) {
	if i == len(a.cells) {
		if left == 0 {
			a.note()
		}
		return
	}
	e := a.cells[i]
	for value := 1; value <= left; value++ {
		a.tried[e.row][e.column] = value
		a.try(i+1, left-value)
	}
}

// note keeps the values of a table, if it has the published totals.
func (a *attacker) note() {
	n := newNetwork(a.tried, nil)
	for r, v := range a.p.RowTotals {
		if !v.Hidden && v.Count != n.counts[r][n.columns] {
			return
		}
	}
	for c, v := range a.p.ColumnTotals {
		if !v.Hidden && v.Count != n.counts[n.rows][c] {
			return
		}
	}
	for r := range n.counts {
		for c := range n.counts[r] {
			e := edge{r, c}
			if a.fits[e] == nil {
				a.fits[e] = map[int]bool{}
			}
			a.fits[e][n.counts[r][c]] = true
		}
	}
}

// The one promise: from all that is published, no count below five is told, nor
// held to one value. Small tables are attacked by trying every table.
func TestNoSmallCountIsToldOrHeldToOneValue(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	shown, withheld := 0, 0
	for range 800 {
		counts := randomTable(random)
		people := randomPeople(random, counts)
		p, ok := Publish(counts, people)
		if !ok {
			withheld++
			continue
		}
		shown++
		fits := attack(p)
		truth := newNetwork(counts, people)
		for _, e := range truth.small() {
			if len(fits[e]) < 2 {
				t.Fatalf("%v of %v is published as %+v, and so the count at %v is known: %v", counts, people, p, e, fits[e])
			}
		}
	}
	t.Logf("%d tables shown, %d withheld", shown, withheld)
	if 3*shown < shown+withheld { // some 430 of 800 are shown, give or take 25
		t.Error("most tables are withheld: that is no method")
	}
}

// randomTable is small, with many zeros and small counts, as maps have.
func randomTable(random *rand.Rand) [][]int {
	counts := make([][]int, 1+random.IntN(3))
	columns := 1 + random.IntN(3)
	for r := range counts {
		counts[r] = make([]int, columns)
		for c := range counts[r] {
			switch random.IntN(3) {
			case 0:
				counts[r][c] = random.IntN(4)
			case 1:
				counts[r][c] = random.IntN(8)
			}
		}
	}
	return counts
}

// randomPeople are nil, or fewer in a row than its counts add up to: as many as
// its largest count, or some more.
func randomPeople(random *rand.Rand, counts [][]int) []int {
	if random.IntN(2) == 0 {
		return nil
	}
	people := make([]int, len(counts))
	for r, row := range counts {
		all := 0
		for _, count := range row {
			all += count
			people[r] = max(people[r], count)
		}
		people[r] += random.IntN(all - people[r] + 1)
	}
	return people
}

func TestOnePersonWithManyNeedsIsNoCrowd(t *testing.T) {
	if p, ok := Publish([][]int{{1, 1, 1, 1, 1, 1}}, []int{1}); ok {
		t.Errorf("one person is told of as %+v", p)
	}
	counts := [][]int{{2, 2, 2}, {9, 8, 7}, {20, 30, 40}}
	p, ok := Publish(counts, []int{2, 12, 50})
	if !ok || !p.RowTotals[0].Hidden || p.Total != 120 {
		t.Errorf("two people are told of as %+v, %v", p, ok)
	}
	if p, ok := Publish(counts, []int{6, 12, 50}); !ok || p.RowTotals[0].Hidden {
		t.Errorf("six people are not told of: %+v, %v", p, ok)
	}
}

func TestWhatIsPublishedIsTrue(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 2))
	for range 2000 {
		counts := randomTable(random)
		p, ok := Publish(counts, nil)
		if !ok {
			continue
		}
		truth := newNetwork(counts, nil)
		for r, row := range p.Cells {
			for c, v := range append(row, p.RowTotals[r]) {
				if want := truth.counts[r][c]; !v.Hidden && v.Count != want || v.Hidden && want == 0 || v.Hidden && v.Count != 0 {
					t.Fatalf("%v: %+v stands at %d, %d", counts, v, r, c)
				}
			}
		}
		for c, v := range p.ColumnTotals {
			if !v.Hidden && v.Count != truth.counts[truth.rows][c] {
				t.Fatalf("%v: the total of column %d is %+v", counts, c, v)
			}
		}
	}
}

func TestATableOfLargeCountsIsShownWhole(t *testing.T) {
	p, ok := Publish([][]int{{5, 0, 12}, {7, 30, 0}}, nil)
	if !ok || p.Total != 54 || p.RowTotals[0].Count != 17 || p.Cells[0][1].Hidden {
		t.Errorf("%+v, %v", p, ok)
	}
	for _, row := range p.Cells {
		for _, v := range row {
			if v.Hidden {
				t.Errorf("something is hidden: %+v", p)
			}
		}
	}
}

func TestASmallCountTakesAnotherOfItsRowAndColumnWithIt(t *testing.T) {
	p, ok := Publish([][]int{{3, 20, 30}, {25, 8, 40}, {50, 60, 70}}, nil)
	hidden := 0
	for _, row := range p.Cells {
		for _, v := range row {
			if v.Hidden {
				hidden++
			}
		}
	}
	if !ok || !p.Cells[0][0].Hidden || hidden != 4 || !p.Cells[1][1].Hidden {
		t.Errorf("%d are hidden: %+v", hidden, p)
	}
}

func TestFewPeopleInAllGiveNoTable(t *testing.T) {
	for _, counts := range [][][]int{nil, {}, {{}}, {{0}}, {{4}}, {{1, 1}, {1, 1}}, {{1, 1}, {1, 2}, {0, 0}}, {{3}, {2}}} {
		if p, ok := Publish(counts, nil); ok && p.Total < Minimum {
			t.Errorf("%v gives %+v", counts, p)
		}
	}
}

func TestALargeTableIsAnsweredSoon(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	counts := make([][]int, 120)
	for r := range counts {
		counts[r] = make([]int, 60)
		for c := range counts[r] {
			if random.IntN(4) == 0 {
				counts[r][c] = random.IntN(9)
			}
		}
	}
	if _, ok := Publish(counts, nil); !ok {
		t.Error("it is withheld")
	}
}
