package shift

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// browser is somebody at the pages of a site, signed in by a token.
type browser struct {
	client *http.Client
	site   string
	token  string
	clocks *clocks
	ledger *ledger
}

// press is one action of somebody: a page asked for, or a form sent and the
// page that it leads to.
type press struct {
	action string
	path   string
	form   url.Values // nil for a page
	// notes are the lines that the audit trail has of it afterwards.
	notes []string
	// refusal is a status that is right, too: nothing was done then. refused are
	// the lines that it leaves.
	refusal int
	refused []string
}

// page is what is seen after a press.
type page struct {
	status int
	path   string
	body   string
}

// press does it and waits for the whole page, which is what is timed.
func (b *browser) press(ctx context.Context, p press) (page, error) {
	started := time.Now()
	got, err := b.follow(ctx, p)
	took := time.Since(started)
	if err != nil {
		return got, fmt.Errorf("%s at %s: %w", p.action, p.path, err)
	}
	if p.refusal != 0 && got.status == p.refusal {
		b.ledger.noted(p.refused)
		return got, nil
	}
	if got.status != http.StatusOK {
		return got, fmt.Errorf("%s at %s is answered %d: %.300s", p.action, p.path, got.status, words(got.body))
	}
	b.clocks.add(p.action, took)
	b.ledger.noted(p.notes)
	return got, nil
}

// follow sends a press and goes where it leads.
func (b *browser) follow(ctx context.Context, p press) (page, error) {
	method := http.MethodGet
	if p.form != nil {
		method = http.MethodPost
	}
	got, to, err := b.ask(ctx, method, p.path, p.form)
	if err != nil || got.status != http.StatusSeeOther {
		return got, err
	}
	path, _, _ := strings.Cut(to, "#")
	got, _, err = b.ask(ctx, http.MethodGet, path, nil)
	return got, err
}

func (b *browser) ask(ctx context.Context, method, path string, form url.Values) (got page, to string, err error) {
	r, err := http.NewRequestWithContext(ctx, method, b.site+path, strings.NewReader(form.Encode()))
	if err != nil {
		return got, "", err
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if b.token != "" {
		r.AddCookie(&http.Cookie{Name: "haven", Value: b.token})
	}
	response, err := b.client.Do(r)
	if err != nil {
		return got, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	to = strings.TrimPrefix(response.Header.Get("Location"), b.site)
	return page{response.StatusCode, path, string(body)}, to, err
}

// newClient keeps a connection open for each who browses.
func newClient(people int) *http.Client {
	return &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: people, MaxIdleConns: people},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       time.Minute,
	}
}
