package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// page is one answer. Given is ours: how many rows it had before those of
// other states were left out.
type page struct {
	Page        int               `json:"page"`
	TotalPages  int               `json:"totalPages"`
	RecordCount int               `json:"recordCount"`
	Given       int               `json:"given"`
	Rows        []json.RawMessage `json:"rows"`
}

// only leaves out rows of other states; "" keeps all.
func (p *page) only(state string) *page {
	p.Given = len(p.Rows)
	kept := make([]json.RawMessage, 0, len(p.Rows))
	for _, row := range p.Rows {
		var at struct{ State any }
		json.Unmarshal(row, &at) // of a row that is none the importer will say so
		if text, is := at.State.(string); state == "" || !is || strings.EqualFold(strings.TrimSpace(text), state) {
			kept = append(kept, row)
		}
	}
	p.Rows = kept
	return p
}

// page asks for a page until it is answered or that is hopeless.
func (c *Client) page(ctx context.Context, q Query, number int) (*page, error) {
	gap := firstGap
	for attempt := 1; ; attempt++ {
		p, err := c.ask(ctx, q, number)
		var passing *passingError
		switch {
		case err == nil:
			return p, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !errors.As(err, &passing):
			return nil, err
		case attempt == attempts:
			return nil, fmt.Errorf("page %d: %w (%d times): try again later, and what is there will be kept", number, err, attempts)
		}
		if err := c.Sleep(ctx, min(max(gap, passing.after), maxGap)); err != nil {
			return nil, err
		}
		gap *= 2
	}
}

// passingError is a fault that may be gone the next time.
type passingError struct {
	error
	after time.Duration // what the site asks to wait
}

func passing(format string, args ...any) error {
	return &passingError{error: fmt.Errorf(format, args...)}
}

// ask asks for a page once.
func (c *Client) ask(ctx context.Context, q Query, number int) (*page, error) {
	address, err := q.address(c.URL, number)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", agent)
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, passing("the site cannot be reached: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, refusal(response)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBytes+1))
	switch {
	case err != nil:
		return nil, passing("the site's answer broke off: %w", err)
	case len(body) > maxBytes:
		return nil, fmt.Errorf("the site's answer has more than %d MB: check the address", maxBytes>>20)
	}
	return readPage(body, number)
}

// address is the question. The site's guide asks for the coordinates in
// quotation marks, and then finds nothing: they go without. The distance is in
// metres.
func (q Query) address(base string, number int) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%q is no address of the site", base)
	}
	values := u.Query()
	values.Set("sAddr", fmt.Sprintf("%.6f,%.6f", q.Near.Lat, q.Near.Lon))
	values.Set("limitType", "2") // by distance
	values.Set("limitValue", strconv.Itoa(int(q.Within)))
	values.Set("pageSize", strconv.Itoa(pageSize))
	values.Set("page", strconv.Itoa(number))
	values.Set("sort", "0") // by distance
	u.RawQuery = values.Encode()
	return u.String(), nil
}

// refusal is an answer without rows: a fault of the site passes, one of the
// question does not.
func refusal(response *http.Response) error {
	err := fmt.Errorf("the site answers %s", response.Status)
	if response.StatusCode < 500 && response.StatusCode != http.StatusTooManyRequests && response.StatusCode != http.StatusRequestTimeout {
		return fmt.Errorf("%w: check the address", err)
	}
	seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
	return &passingError{err, time.Duration(min(max(seconds, 0), int(maxGap.Seconds()))) * time.Second}
}

// readPage reads an answer. To a question that it cannot take the site
// answers with a sentence, as if all were well.
func readPage(body []byte, number int) (*page, error) {
	if text := bytes.TrimSpace(body); !bytes.HasPrefix(text, []byte("{")) {
		return nil, fmt.Errorf("the site refuses the question: %q", beginning(text))
	}
	var p struct {
		page
		Rows *[]json.RawMessage `json:"rows"`
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return nil, passing("the site's answer is cut off or damaged: %w", err)
	}
	switch {
	case p.Rows == nil:
		return nil, errors.New("the site's answer has no rows: check the address")
	case p.Page != 0 && p.Page != number:
		return nil, passing("the site answers with page %d instead of %d", p.Page, number)
	}
	p.page.Rows = *p.Rows
	return &p.page, nil
}

const maxShown = 200

func beginning(text []byte) string {
	text = text[:min(len(text), maxShown)]
	for !utf8.Valid(text) && len(text) > 0 {
		text = text[:len(text)-1]
	}
	return string(text)
}
