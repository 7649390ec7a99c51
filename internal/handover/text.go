package handover

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"haven/internal/facility"
)

// Gateway is a service that takes a text message in one POST.
type Gateway struct {
	Address string
	// Token is sent as a bearer's; "" for a gateway that asks for none.
	Token string
	// Body is what is posted, with {to} and {text} in it: JSON if it begins
	// with a brace, a form otherwise.
	Body string
}

// GatewayBody is what is posted to a gateway that wants nothing else.
const GatewayBody = `{"to":"{to}","text":"{text}"}`

// Text sends text messages. It is safe for concurrent use.
type Text struct {
	gateway Gateway
	client  *http.Client
}

// NewText is text messages through a gateway; it is not asked yet.
func NewText(g Gateway) (*Text, error) {
	if g.Body == "" {
		g.Body = GatewayBody
	}
	if err := CheckBody(g.Body); err != nil {
		return nil, err
	}
	// A message that is led elsewhere would take number and token along.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Text{g, &http.Client{Timeout: patience, CheckRedirect: stay}}, nil
}

// CheckBody refuses a body that cannot carry a message.
func CheckBody(body string) error {
	if !strings.Contains(body, "{to}") || !strings.Contains(body, "{text}") {
		return errors.New("a text message needs {to} and {text}")
	}
	if isJSON(body) && !json.Valid([]byte(filled(body, "+1", "words"))) {
		return errors.New("it is not JSON: {to} and {text} stand inside of quotes")
	}
	return nil
}

// Send sends one message to a number, which needs its area code.
func (t *Text) Send(ctx context.Context, to, _, text string) error {
	phone, err := facility.ParsePhone(to)
	if err != nil || phone.Ext != "" {
		return ErrAddress
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.gateway.Address, strings.NewReader(filled(t.gateway.Body, phone.E164, text)))
	if err != nil {
		return fmt.Errorf("%w: the address of the gateway: %w", ErrUnsent, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if isJSON(t.gateway.Body) {
		request.Header.Set("Content-Type", "application/json")
	}
	if t.gateway.Token != "" {
		request.Header.Set("Authorization", "Bearer "+t.gateway.Token)
	}
	response, err := t.client.Do(request)
	if err != nil {
		return fmt.Errorf("%w: the gateway: %w", ErrUnsent, cause(err))
	}
	response.Body.Close()
	if response.StatusCode/100 != 2 { // what it says may repeat the number
		return fmt.Errorf("%w: the gateway answered %d", ErrUnsent, response.StatusCode)
	}
	return nil
}

// cause is an error without the address that was asked, which may hold a secret.
func cause(err error) error {
	var asked *url.Error
	if errors.As(err, &asked) {
		return asked.Err
	}
	return err
}

// isJSON reports whether a body begins with a brace that is not a name's.
func isJSON(body string) bool {
	rest, brace := strings.CutPrefix(strings.TrimSpace(body), "{")
	return brace && !strings.HasPrefix(rest, "to}") && !strings.HasPrefix(rest, "text}")
}

// filled is a body with a number and words in their places.
func filled(body, to, text string) string {
	escaped := url.QueryEscape
	if isJSON(body) {
		escaped = inJSON
	}
	return strings.NewReplacer("{to}", escaped(to), "{text}", escaped(text)).Replace(body)
}

// inJSON is a text as it stands between quotes.
func inJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always is JSON
	}
	return string(quoted[1 : len(quoted)-1])
}
