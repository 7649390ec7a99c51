package main

// link is a code with the one it goes with most; the root has no such code.
type link struct{ code, with int }

const (
	root     = -1
	rootCode = "OP" // the setting most rows have
)

// candidate is a code not yet in the tree, with its best link so far.
type candidate struct {
	link
	gain  float64 // what the link tells
	taken bool
}

// tree joins each code to the one it goes with most, so that all are
// connected and nothing is told twice: the maximum spanning tree by mutual
// information (Chow and Liu, 1968), grown from its root (Prim). Each link comes
// after the one it hangs on.
func (d *directory) tree() []link {
	open := make([]candidate, len(d.codes))
	for c, code := range d.codes {
		open[c] = candidate{link: link{c, root}, gain: -1}
		if code.Code == rootCode {
			open[c].gain = 0
		}
	}
	links := make([]link, 0, len(open))
	for range open {
		next := strongest(open)
		next.taken = true
		links = append(links, next.link)
		for c := range open {
			d.offerLink(&open[c], next.code)
		}
	}
	return links
}

func strongest(open []candidate) *candidate {
	var best *candidate
	for c := range open {
		if !open[c].taken && (best == nil || open[c].gain > best.gain) {
			best = &open[c]
		}
	}
	return best
}

func (d *directory) offerLink(c *candidate, with int) {
	if c.taken || !d.mayHang(c.code, with) {
		return
	}
	if gain := d.information(with, c.code); gain > c.gain {
		c.link.with, c.gain = with, gain
	}
}

// hangsOn are codes that the demo's rules tie to another one, which tells less
// about them than a third does, so that few draws break a rule.
var hangsOn = map[string]string{"FEM": "WN", "MALE": "MN", "NOOP": "BU", "NAUT": "PMAT"}

func (d *directory) mayHang(c, with int) bool {
	other, tied := hangsOn[d.codes[c].Code]
	return !tied || other == d.codes[with].Code
}
