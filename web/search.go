package web

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/httpx"
)

const (
	searchPath = "/search"

	// changeField is what buttons of the search form send: parameters that
	// replace those of its fields, written as in an address.
	changeField = "change"
)

// search takes the search form, and leads to the address where its answer is.
// Filters, pages and suggestions are buttons of the same form, which carries
// the whole search: nothing is kept here.
func (s *Server) search(c *fiber.Ctx) error {
	form, err := posted(c)
	if err != nil {
		return err
	}
	e, place, err := errandOf(form)
	if err != nil {
		return err
	}
	address, err := s.addressOf(c.UserContext(), e)
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(address)+place, fiber.StatusSeeOther)
}

// posted copies the fields of a form. A body that is no form would be read as
// an empty one, and everything be listed.
func posted(c *fiber.Ctx) (ask.Values, error) {
	if httpx.IsUpload(c) { // it is not to be read into memory
		return nil, nil
	}
	kind, _, _ := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if len(c.Body()) > 0 && kind != fiber.MIMEApplicationForm {
		return nil, httpx.Fail(http.StatusUnsupportedMediaType, "A search is sent as a form. Programs send JSON to /api/v1/search.", nil)
	}
	v := ask.Values{}
	c.Request().PostArgs().VisitAll(func(name, value []byte) {
		v[string(name)] = append(v[string(name)], string(value))
	})
	return v, nil
}

// errandOf reads the search form: its fields, with the change of the button
// that was pressed, and where on the page that was.
func errandOf(form ask.Values) (e errand, place string, err error) {
	change, err := changeOf(form)
	if err != nil {
		return errand{}, "", err
	}
	delete(form, changeField)
	if e.list, err = listIn(form, change); err != nil {
		return errand{}, "", err
	}
	if n, err := strconv.ParseUint(change[placeField], 10, 8); err == nil {
		place = fmt.Sprintf("#place-%d", n)
	}
	delete(change, placeField)
	request, err := ask.RequestOf(form)
	if err != nil {
		return errand{}, "", err
	}
	if request, err = request.With(change); err != nil {
		return errand{}, "", err
	}
	request = fitting(request)
	e.search = &request
	return e, place, nil
}

// listIn takes the list out of a form, as the change leaves it.
func listIn(form ask.Values, change map[string]string) (shortlist, error) {
	text, err := form.One(listField)
	if err != nil {
		return nil, err
	}
	if changed, ok := change[listField]; ok {
		text = changed
	}
	delete(form, listField)
	delete(change, listField)
	return readShortlist(text), nil
}

// fitting leaves out what makes no sense without a place or text: the form
// always sends how far and in which order.
func fitting(r ask.Request) ask.Request {
	if r.Near == "" {
		r.Radius = ""
	}
	switch sort := facility.Sort(r.Sort); {
	case r.Near == "" && sort == facility.SortDistance, r.Near+r.Q == "" && sort == facility.SortBest:
		r.Sort = ""
	}
	r.Facets = "all"
	return r
}

func changeOf(form ask.Values) (map[string]string, error) {
	text, err := form.One(changeField)
	if err != nil {
		return nil, err
	}
	fields, err := url.ParseQuery(text)
	if err != nil {
		return nil, &ask.ParamError{Param: changeField, Value: text, Message: "The change of the search cannot be read. Start a new search."}
	}
	change := map[string]string{}
	for name := range fields {
		change[name] = fields.Get(name)
	}
	return change, nil
}
