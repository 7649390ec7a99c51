package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// shortlist is the ids of places that somebody has put together, in their
// order.
type shortlist []string

const (
	// listField carries a list in forms and sealed addresses.
	listField = "list"
	// placeField is which card of a page a list was changed at, so that the
	// answer shows that one again.
	placeField = "place"

	// maxListed is more than anybody calls, and fits in a text message.
	maxListed = 20
)

// listingID is what ids look like. What does not is not looked up.
var listingID = regexp.MustCompile(`^[0-9a-z]{1,20}$`)

// readShortlist reads ids separated by commas. What is none, comes twice or
// goes beyond maxListed is left out.
func readShortlist(text string) shortlist {
	var l shortlist
	for id := range strings.SplitSeq(text, ",") {
		l = l.with(id)
	}
	return l
}

// String is what readShortlist reads.
func (l shortlist) String() string { return strings.Join(l, ",") }

func (l shortlist) has(id string) bool { return slices.Contains(l, id) }

func (l shortlist) isFull() bool { return len(l) >= maxListed }

func (l shortlist) with(id string) shortlist {
	if l.isFull() || l.has(id) || !listingID.MatchString(id) {
		return l
	}
	return append(slices.Clip(l), id)
}

func (l shortlist) without(id string) shortlist {
	return slices.DeleteFunc(slices.Clone(l), func(other string) bool { return other == id })
}

// raised is the list with a place one higher.
func (l shortlist) raised(id string) shortlist {
	at := slices.Index(l, id)
	if at < 1 {
		return l
	}
	moved := slices.Clone(l)
	moved[at-1], moved[at] = moved[at], moved[at-1]
	return moved
}

// keeping is how cards of a page let people put places on their list.
type keeping struct {
	list shortlist
	at   string // the sealed address of the page: facility pages below it know of the list
	url  string // the list's own address, "" while it is empty
}

// listBar leads to the list; the zero one shows nothing.
type listBar struct {
	URL, Label string
}

func (k keeping) bar(say speech) listBar {
	if len(k.list) == 0 {
		return listBar{}
	}
	return listBar{say.path(k.url), say.Count("list.mine", len(k.list))}
}

// offer lets people put the place of a card, the nth of its page, on their
// list or take it off again.
func (k keeping) offer(say speech, c *card, id string, n int) {
	c.URL = say.path(k.at + facilityPath(id))
	c.ID = "place-" + strconv.Itoa(n)
	label, list := say.Text("list.add"), k.list.with(id)
	if c.Listed = k.list.has(id); c.Listed {
		label, list = say.Text("list.remove"), k.list.without(id)
		c.List = k.bar(say)
	}
	if c.Listed || !k.list.isFull() {
		keep := newChange(label, map[string]string{listField: list.String(), placeField: strconv.Itoa(n)})
		c.Keep = &keep
	}
}
