package ask

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

const (
	anyRadius     = "any"
	defaultRadius = "25mi"

	// maxRadius reaches any place from any other: half way around the Earth.
	maxRadius = 20_038 * geo.Kilometre
)

// readPlace finds the place to search around: near, else one that q names.
func (res *Resolved) readPlace(how reading, gaz *geo.Gazetteer) error {
	near := res.Request.Near
	if near == "" {
		named := res.sentence.place()
		if how == asAName {
			named = res.sentence.surePlace()
		}
		if named != nil {
			res.setPlace(*named.place)
		}
		return nil
	}
	place, err := FindPlace(near, gaz)
	if err != nil {
		return err
	}
	res.setPlace(place)
	return nil
}

// FindPlace returns the place that near means. Its error is a *ParamError.
func FindPlace(near string, gaz *geo.Gazetteer) (geo.Place, error) {
	place, err := gaz.Find(near)
	if err != nil {
		return geo.Place{}, unknownPlace(near, err)
	}
	return place, nil
}

func (res *Resolved) setPlace(p geo.Place) {
	res.Place = &p
	res.Query.Near = &p.Point
	res.Understood.Near = p.Name
}

func unknownPlace(near string, err error) error {
	e := wrong(paramNear, near, "%v", err)
	var unknown *geo.UnknownPlaceError
	if errors.As(err, &unknown) {
		e.Suggestions = unknown.Suggestions
	}
	return e
}

// readRadius decides how far a search reaches: a circle as asked; else inside
// a county or state, or within the usual circle around a smaller place.
func (res *Resolved) readRadius(how reading) error {
	q, text := &res.Query, strings.ToLower(res.Request.Radius)
	if text == "" && how != asAName && res.Place != nil {
		text = res.sentence.radius()
	}
	if res.Place == nil {
		if text != "" {
			return wrong(paramRadius, text, "radius needs a place. Send near too, such as near=30303.")
		}
		return nil
	}
	if text == "" && res.insideArea() {
		return nil
	}
	if text == "" {
		text = defaultRadius
	}
	metres, err := parseRadius(text)
	if err != nil {
		return err
	}
	q.Radius = metres
	res.Understood.Radius = strings.ReplaceAll(text, " ", "")
	return nil
}

func (res *Resolved) insideArea() bool {
	p := res.Place
	switch p.Kind {
	case geo.KindCounty:
		res.Query.Within = facility.Area{State: p.State, FIPS: p.FIPS}
	case geo.KindState:
		res.Query.Within = facility.Area{State: p.State}
	default:
		return false
	}
	res.Understood.Within = p.Name
	return true
}

var radiusForm = regexp.MustCompile(`^([0-9]{1,5}(?:\.[0-9]{1,3})?) ?(mi|km)$`)

// parseRadius reads "25mi", "40km" or "any" as metres.
func parseRadius(text string) (float64, error) {
	switch text {
	case anyRadius:
		return facility.AnyDistance, nil
	case defaultRadius:
		return facility.DefaultRadius, nil
	}
	parts := radiusForm.FindStringSubmatch(text)
	if parts == nil {
		return 0, wrong(paramRadius, text, "radius is %s. Send miles such as 25mi, kilometres such as 40km, or any.", quoted(text))
	}
	number, err := strconv.ParseFloat(parts[1], 64)
	if err != nil {
		return 0, wrong(paramRadius, text, "radius is %s. Send a number of miles, such as 25mi.", quoted(text))
	}
	metres := number * unit(parts[2])
	if metres <= 0 || metres > maxRadius {
		return 0, wrong(paramRadius, text, "radius is %s. Send more than 0 and at most 12450mi, or any.", quoted(text))
	}
	return metres, nil
}

func unit(name string) float64 {
	if name == "km" {
		return geo.Kilometre
	}
	return geo.Mile
}
