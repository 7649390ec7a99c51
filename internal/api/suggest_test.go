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

func kinds(all []api.Suggestion) map[string]int {
	count := map[string]int{}
	for _, s := range all {
		count[s.Kind]++
	}
	return count
}

func TestTypingBringsPlacesServicesAndFacilities(t *testing.T) {
	got := suggestions(t, "q=de")
	if k := kinds(got); len(got) != 8 || k["service"] == 0 || k["city"] == 0 || k["facility"] == 0 {
		t.Errorf("suggested are %v, want 8 of all kinds, Decatur Family Counseling among them", k)
	}
}

func TestWhatIsSuggestedCanBeSent(t *testing.T) {
	for _, typed := range []string{"atl", "de", "methadone+near+atl", "medic", "bayou", "overd", "303", "spa"} {
		for _, s := range suggestions(t, "limit=20&q="+typed) {
			got := search(t, encode(s.Send))
			switch {
			case s.Kind == "danger" && got.Understood.Danger == "":
				t.Errorf("%s suggests %+v, which is no danger", typed, s)
			case s.Kind == "facility" && got.Total == 0:
				t.Errorf("%s suggests %+v, which is not found", typed, s)
			}
		}
	}
}

func TestLabelsAreInTheLanguageAskedFor(t *testing.T) {
	english, spanish := suggestions(t, "q=detox&limit=1"), suggestions(t, "q=detox&limit=1&lang=es")
	if english[0].Text != "Detox (withdrawal care)" || spanish[0].Text != "Desintoxicación (detox)" || spanish[0].Send["q"] != "desintoxicación" {
		t.Errorf("%+v and %+v", english, spanish)
	}
}

func TestSuggestionsAreAskedByPOSTToo(t *testing.T) {
	response, body := post(t, "/api/v1/suggest", `{"q": "bayou", "limit": 2, "lang": "es", "near": "Houston, TX"}`)
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
		{"q=a&lang=fr", "lang", "en nor es"},
		{"q=a&near=Alanta,+GA", "near", "Atlanta, GA"},
		{"q=a&n=5", "n", "q, limit, lang and near"},
	} {
		response, body := get(t, "/api/v1/suggest?"+c.query)
		refused(t, response, body, c.param, c.says)
	}
}
