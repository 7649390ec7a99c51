package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/httpx"
)

// Counter takes what programs of facilities tell, as
// [haven/internal/checkin/reception.Reception] does, with its errors.
type Counter interface {
	CountBy(ctx context.Context, key string, from netip.Addr, c checkin.Count) (checkin.Count, error)
}

// OpeningsTold is what a facility's program tells of how much room there is. A
// kind that it does not name stays as it is.
type OpeningsTold struct {
	Openings map[facility.OpeningKind]RoomTold `json:"openings"`
	// AsOf is when it was counted, within the last day; now if it is missing.
	AsOf time.Time `json:"as_of,omitzero"`
}

// RoomTold is how much room there is of one kind.
type RoomTold struct {
	Open         int `json:"open"`
	Total        int `json:"total,omitempty"`
	WaitlistDays int `json:"waitlist_days,omitempty"`
}

// OpeningsAnswer is what a facility last told of how much room it has.
type OpeningsAnswer struct {
	ID       string    `json:"id"`
	Openings []Opening `json:"openings"`
}

// maxTold is how long what a program tells may be, in bytes: eight kinds take a
// tenth.
const maxTold = 4 << 10

func (a *api) openings(c *fiber.Ctx) error {
	if err := addressValues(c).Only(); err != nil {
		return err
	}
	l, _, err := a.Directory.Profile(c.UserContext(), c.Params("id"))
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		return c.Redirect(root+"/facilities/"+url.PathEscape(moved.To)+"/openings", http.StatusTemporaryRedirect)
	}
	if err != nil {
		return err
	}
	return c.JSON(OpeningsAnswer{l.ID, list(each(l.Openings, openingOf))})
}

// putOpenings takes the openings of a facility from a program that holds a key of
// the facility.
func (a *api) putOpenings(c *fiber.Ctx) error {
	if err := addressValues(c).Only(); err != nil {
		return err
	}
	key, ok := bearer(c.Get(fiber.HeaderAuthorization))
	if !ok {
		return refuseKey(c, reception.ErrKey)
	}
	if !isJSON(c.Get(fiber.HeaderContentType)) {
		return httpx.Fail(http.StatusUnsupportedMediaType, "Send the openings as a JSON object with Content-Type: application/json.", nil)
	}
	count, err := countOf(c.Body())
	if err != nil {
		return err
	}
	count.Listing = c.Params("id")
	counted, err := a.Counter.CountBy(c.UserContext(), key, httpx.Client(c), count)
	if err != nil {
		return a.refuseCount(c, err)
	}
	return c.JSON(toldBack(counted))
}

func toldBack(c checkin.Count) OpeningsAnswer {
	answer := OpeningsAnswer{ID: c.Listing, Openings: []Opening{}}
	for _, kind := range facility.OpeningKinds() {
		if o, told := c.Openings[kind]; told {
			at := c.At.UTC()
			answer.Openings = append(answer.Openings, Opening{
				Kind: kind, Open: o.Open, Total: o.Total, WaitlistDays: o.WaitlistDays, AsOf: at, Until: at.Add(facility.TermOpenings), Source: c.Source,
			})
		}
	}
	return answer
}

// bearer is the key of an Authorization header (RFC 6750).
func bearer(header string) (key string, ok bool) {
	scheme, key, ok := strings.Cut(strings.TrimSpace(header), " ")
	key = strings.TrimSpace(key)
	return key, ok && strings.EqualFold(scheme, "Bearer") && key != ""
}

// countOf reads what a program sent.
func countOf(body []byte) (checkin.Count, error) {
	told := OpeningsTold{}
	decoder := json.NewDecoder(io.LimitReader(bytes.NewReader(body), maxTold))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&told)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = errors.New("something follows the object")
		}
	}
	if err == nil && len(body) > maxTold {
		err = errors.New("it is too long")
	}
	if err != nil {
		return checkin.Count{}, httpx.Fail(http.StatusBadRequest, `The body cannot be read. Send an object such as {"openings": {"detox": {"open": 3, "total": 10, "waitlist_days": 0}}}.`, err)
	}
	count := checkin.Count{At: told.AsOf.Truncate(time.Second), Openings: facility.Openings{}}
	for kind, room := range told.Openings {
		count.Openings[kind] = facility.Opening(room)
	}
	return count, nil
}

// refuseCount tells a program what was wrong, and what to send instead.
func (a *api) refuseCount(c *fiber.Ctx, err error) error {
	var many reception.TooManyError
	switch {
	case errors.As(err, &many):
		wait := max(1, int(math.Ceil(many.Until.Sub(a.Now()).Seconds())))
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(wait))
		return httpx.Fail(http.StatusTooManyRequests, fmt.Sprintf("Too many requests. Wait %d s. Send numbers when they change, and at least once a day.", wait), err)
	case errors.Is(err, reception.ErrKey):
		return refuseKey(c, err)
	case errors.Is(err, checkin.ErrIncomplete):
		return &ask.ParamError{Param: "openings", Message: "The openings cannot be kept: " + err.Error() + "."}
	}
	return err
}

func refuseKey(c *fiber.Ctx, err error) error {
	c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="openings"`)
	return httpx.Fail(http.StatusUnauthorized, "This needs a key of the facility: send Authorization: Bearer and the key. Whoever speaks for the facility makes keys on the page of its openings.", err)
}
