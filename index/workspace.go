package index

// workspace is the memory of one search in one part, used again by the next.
type workspace struct {
	within rowset // the rows that place, text and visibility leave
	sure   rowset // those with all groups at yes
	may    rowset // those with no group at no
	others rowset // those with all groups but a category's own at yes
	// fit and mayFit are the rows within that meet the conditions, and those that
	// may: all of them where none is asked for.
	fit, mayFit *rowset
	met         *meeting // nil until a search has conditions
	limit       bitset   // rows of an area or a text; empty between uses
	before      []int32  // counts of the parts searched before this one
	scratch     []int32
	counter
	top   top
	ahead ahead
	best  best
}

func (p *part) workspace() *workspace {
	if ws, ok := p.spare.Get().(*workspace); ok {
		return ws
	}
	ws := &workspace{limit: newBitset(p.len()), scratch: make([]int32, len(p.codes.codes))}
	for _, set := range ws.sets() {
		set.bits = newBitset(p.len())
	}
	ws.fit, ws.mayFit = &ws.within, &ws.within
	return ws
}

// meeting is the memory for conditions in a part of so many rows.
func (ws *workspace) meeting(rows int) *meeting {
	if ws.met == nil {
		ws.met = &meeting{one: verdict{newBitset(rows), newBitset(rows)}}
		ws.met.yes.bits, ws.met.may.bits = newBitset(rows), newBitset(rows)
	}
	return ws.met
}

func (ws *workspace) sets() [4]*rowset {
	return [4]*rowset{&ws.within, &ws.sure, &ws.may, &ws.others}
}

// giveBack empties the workspace for the next search.
func (p *part) giveBack(ws *workspace) {
	for _, set := range ws.sets() {
		set.reset()
	}
	if ws.met != nil {
		ws.met.yes.reset()
		ws.met.may.reset()
	}
	ws.fit, ws.mayFit = &ws.within, &ws.within
	p.spare.Put(ws)
}
