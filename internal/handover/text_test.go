package handover_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"haven/internal/handover"
)

// gateway keeps what it is posted and answers with a status.
type gateway struct {
	*httptest.Server
	status int
	posts  []string // content type, authorization and body
}

func startGateway(t *testing.T, status int) *gateway {
	g := &gateway{status: status}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		g.posts = append(g.posts, strings.Join([]string{r.Method, r.Header.Get("Content-Type"), r.Header.Get("Authorization"), string(body)}, "|"))
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(g.status)
	}))
	t.Cleanup(g.Close)
	return g
}

func TestATextMessageIsPostedAsTheGatewayWantsIt(t *testing.T) {
	for body, want := range map[string]string{
		"": `POST|application/json|Bearer swordfish|{"to":"+14045550199","text":"Hola: \"mañana\"\nAna"}`,
		`{"messages":[{"to":"{to}","body":"{text}","from":"Line"}]}`: `POST|application/json|Bearer swordfish|{"messages":[{"to":"+14045550199","body":"Hola: \"mañana\"\nAna","from":"Line"}]}`,
		"To={to}&Body={text}": "POST|application/x-www-form-urlencoded|Bearer swordfish|To=%2B14045550199&Body=Hola%3A+%22ma%C3%B1ana%22%0AAna",
	} {
		g := startGateway(t, http.StatusAccepted)
		text, err := handover.NewText(handover.Gateway{Address: g.URL, Token: "swordfish", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if err := text.Send(t.Context(), "404 555 0199", "unused", "Hola: \"mañana\"\nAna"); err != nil {
			t.Fatal(err)
		}
		if len(g.posts) != 1 || g.posts[0] != want {
			t.Errorf("posted %q, want %q", g.posts, want)
		}
	}
}

func TestATextMessageThatDoesNotGoOutSaysWhyWithoutTheNumber(t *testing.T) {
	for _, tt := range []struct {
		to     string
		status int
		want   error
		posts  int
	}{
		{"404 555 0199", http.StatusBadGateway, handover.ErrUnsent, 1},
		{"404 555 0199", http.StatusFound, handover.ErrUnsent, 1}, // not led elsewhere
		{"555 0199", http.StatusOK, handover.ErrAddress, 0},
		{"ana@example.org", http.StatusOK, handover.ErrAddress, 0},
		{"404 555 0199 ext. 3", http.StatusOK, handover.ErrAddress, 0},
	} {
		g := startGateway(t, tt.status)
		text, err := handover.NewText(handover.Gateway{Address: g.URL})
		if err != nil {
			t.Fatal(err)
		}
		err = text.Send(t.Context(), tt.to, "", "Hello")
		if !errors.Is(err, tt.want) || strings.Contains(err.Error(), "0199") || len(g.posts) != tt.posts {
			t.Errorf("%s, answered with %d: %v after %d posts", tt.to, tt.status, err, len(g.posts))
		}
	}
}

func TestAGatewayThatIsDownIsToldWithoutItsAddress(t *testing.T) {
	g := startGateway(t, http.StatusOK)
	g.Close()
	text, err := handover.NewText(handover.Gateway{Address: g.URL + "?key=swordfish"})
	if err != nil {
		t.Fatal(err)
	}
	if err := text.Send(t.Context(), "404 555 0199", "", "Hello"); !errors.Is(err, handover.ErrUnsent) || strings.Contains(err.Error(), "swordfish") {
		t.Errorf("%v", err)
	}
}

func TestBodiesThatCannotCarryAMessage(t *testing.T) {
	for _, body := range []string{"to={to}", "text={text}", `{"to":{to},"text":"{text}"`, `{"to":"{to}","text":"{text}"`} {
		if err := handover.CheckBody(body); err == nil {
			t.Errorf("%q is taken", body)
		}
	}
	if err := handover.CheckBody("{to} {text}"); err != nil {
		t.Error(err)
	}
}
