package web

import (
	"strconv"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

// checkinPage asks a place whether its listing is true, and tells what came of
// its answers.
type checkinPage struct {
	Name, Unit string
	Numbers    []numbers
	Facts      []fact
	Rooms      []roomAsked
	Action     string
	Listing    string // address of the whole listing
	Means      string // address of what counts as open
	Claim      string // where somebody asks to speak for the place
	Until      string // how long the link works
	Told       []answerTold
	Problem    string
	Typed      checkin.Answer // what was wrong, to be mended
	Most       int            // characters that words may have
	From, To   string         // days on which a place may open again
}

// roomAsked is one kind of openings, with what was told last.
type roomAsked struct {
	Kind, Label       string
	Open, Total, Wait string // as typed, "" for nothing
	Said              string // what shows now
	Most, MostWait    int
}

// answerTold is an answer with what came of it.
type answerTold struct {
	ID, Told, Shows string
	TakenBack       bool
}

func (checkinPage) name() string            { return "checkin" }
func (checkinPage) title(say speech) string { return say.Text("checkin.title") }

// checkinOverPage tells whoever holds a link that works no more.
type checkinOverPage struct{}

func (checkinOverPage) name() string            { return "checkin-over" }
func (checkinOverPage) title(say speech) string { return say.Text("checkin.title") }

func (p *checkinPage) fill(at *atCheckin, told []checkin.Answer) {
	say, public := at.say, at.profile.Public()
	p.Name, p.Unit = at.place.Name.Name, at.place.Name.Unit
	p.Numbers, p.Facts = say.numbers(&public), say.facts(&public, "")
	p.Rooms = say.roomsAsked(&public, at.kinds(), p.Typed)
	p.Action, p.Listing, p.Means = say.path(say.here), say.path(facilityPath(at.place.ID)), say.path(openMeansPath)
	p.Claim = say.path(pathOf(claimPath, "id", at.place.ID))
	p.Until, p.Most = say.Date(at.Expires), facility.MaxReportWords
	p.From = say.now.AddDate(0, 0, 1).Format(time.DateOnly)
	p.To = say.now.Add(checkin.MaxPause).Format(time.DateOnly)
	for _, a := range told {
		p.Told = append(p.Told, say.answerTold(a))
	}
}

func (say speech) openingKind(kind facility.OpeningKind) string {
	return say.Text("opening." + string(kind))
}

func (say speech) roomsAsked(p *facility.Profile, kinds []facility.OpeningKind, typed checkin.Answer) []roomAsked {
	rooms := make([]roomAsked, len(kinds))
	for i, kind := range kinds {
		room := roomAsked{Kind: string(kind), Label: say.openingKind(kind), Most: facility.MaxOpenings, MostWait: facility.MaxWaitlistDays}
		if f, known := p.Openings[kind]; known && f.Stated {
			room.Said = say.Text("opening.said", say.opening(f.Value), say.ago(f.AsOf()))
			if f.Value.Total > 0 {
				room.Total = strconv.Itoa(f.Value.Total)
			}
		}
		if o, ok := typed.Openings[kind]; ok {
			room.Open, room.Wait = strconv.Itoa(o.Open), strconv.Itoa(o.WaitlistDays)
		}
		rooms[i] = room
	}
	return rooms
}

// opening is how much room there is: "3 open of 10, a wait of 2 days".
func (say speech) opening(o facility.Opening) string {
	text := say.Count("opening.open", o.Open)
	switch {
	case o.Open == 0:
		text = say.Text("opening.full")
	case o.Total > 0:
		text = say.Text("opening.of", o.Open, o.Total)
	}
	if o.WaitlistDays > 0 {
		text += ", " + say.Count("opening.wait", o.WaitlistDays)
	}
	return text
}

func (say speech) roomTold(all facility.Openings) string {
	var texts []string
	for _, kind := range facility.OpeningKinds() {
		if o, told := all[kind]; told {
			texts = append(texts, say.openingKind(kind)+": "+say.opening(o))
		}
	}
	return join(texts)
}

func (say speech) answerTold(a checkin.Answer) answerTold {
	told := answerTold{ID: a.ID, Told: say.Text("checkin.told." + string(a.Kind)), Shows: say.Text("checkin.shows.steward"), TakenBack: !a.TakenBack.IsZero()}
	switch a.Kind {
	case checkin.Unchanged:
		told.Shows = say.Text("checkin.shows.unchanged", say.Date(a.At))
	case checkin.Room:
		told.Told, told.Shows = say.roomTold(a.Openings), say.Text("checkin.shows.room")
	}
	if told.TakenBack {
		told.Shows = say.Text("checkin.shows.back")
	}
	return told
}
