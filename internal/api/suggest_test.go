package api_test

import (
	"testing"

	"haven/internal/api"
)

func suggestions(t *testing.T, query string) []api.Suggestion {
	t.Helper()
	response, body := get(t, "/api/v1/suggest?"+query)
	return answer[api.SuggestAnswer](t, response, body).Suggestions
}

func TestTypingBringsPlacesAndFacilities(t *testing.T) {
	places, facilities := 0, 0
	for _, s := range suggestions(t, "q=dec") {
		if s.Kind == "facility" {
			facilities++
		} else if facilities == 0 {
			places++
		} else {
			t.Errorf("%s %q stands after a facility", s.Kind, s.Text)
		}
	}
	if facilities != 1 || places != 7 {
		t.Errorf("%d places and %d facilities; want 8 together with Decatur Family Counseling", places, facilities)
	}
}

func TestASuggestedPlaceIsUnderstood(t *testing.T) {
	for _, s := range suggestions(t, "q=atl&limit=5") {
		if s.Kind != "facility" {
			search(t, encode(map[string]string{"near": s.Text}))
		}
	}
}

func TestSuggestionsAreAskedByPOSTToo(t *testing.T) {
	response, body := post(t, "/api/v1/suggest", `{"q": "bayou", "limit": 2}`)
	got := answer[api.SuggestAnswer](t, response, body).Suggestions
	if len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestAWrongSuggestionRequestIsExplained(t *testing.T) {
	for _, c := range []struct{ query, param, says string }{
		{"", "q", "missing"},
		{"q=a&limit=0", "limit", "1 to 20"},
		{"q=a&limit=x", "limit", "1 to 20"},
		{"q=a&n=5", "n", "q and limit"},
	} {
		response, body := get(t, "/api/v1/suggest?"+c.query)
		refused(t, response, body, c.param, c.says)
	}
}
