package shift

import "sync"

// ledger is what was done: what has to be found afterwards.
type ledger struct {
	mu        sync.Mutex
	cases     map[string]*record // by the path of the case
	notes     map[string]int     // lines of the trail by what they are called
	moves     map[string]int     // of referrals, by where they lead
	calls     int
	planned   int
	withdrawn int
	consents  int
	claimed   map[string]int // how often a follow-up was given to somebody
	taken     int            // follow-ups that a colleague was faster to take
}

// record is what was done in one case.
type record struct {
	marker    string   // of its call
	marks     []string // every text in it that must be read back
	picks     []string
	referrals []*referred
}

// referred is a referral with the state that it was left in.
type referred struct{ path, state, mark string }

func newLedger() *ledger {
	return &ledger{cases: map[string]*record{}, notes: map[string]int{}, moves: map[string]int{}, claimed: map[string]int{}}
}

func (l *ledger) noted(notes []string) {
	l.change(func() {
		for _, n := range notes {
			l.notes[n]++
		}
	})
}

// change changes the ledger while nobody else does.
func (l *ledger) change(do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	do()
}

// wrote notes a text that must be read back in a case.
func (l *ledger) wrote(path, mark string) {
	l.change(func() { l.cases[path].marks = append(l.cases[path].marks, mark) })
}

// texts, picked and referred count what was written, picked and referred in all
// cases.
func (l *ledger) texts() (n int) {
	for _, r := range l.cases {
		n += len(r.marks)
	}
	return n
}

func (l *ledger) picked() (n int) {
	for _, r := range l.cases {
		n += len(r.picks)
	}
	return n
}

func (l *ledger) referred() (n int) {
	for _, r := range l.cases {
		n += len(r.referrals)
	}
	return n
}
