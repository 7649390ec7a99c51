package messages

import (
	"strings"
	"testing"
	"time"
)

func english(t *testing.T) *Catalogue {
	t.Helper()
	all, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

func TestACountPicksItsForm(t *testing.T) {
	c := english(t)
	for n, want := range map[int]string{0: "0 places", 1: "1 place", 2: "2 places", 12744: "12,744 places"} {
		if got := strings.TrimSpace(c.Count("results.total", n, "")); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

var ninthOfJune = time.Date(2023, time.June, 9, 0, 0, 0, 0, time.UTC)

func TestDatesInWords(t *testing.T) {
	c, at := english(t), ninthOfJune
	if got := c.Date(at); got != "June 9, 2023" {
		t.Errorf("the day is %q", got)
	}
	if got := c.Month(at); got != "June 2023" {
		t.Errorf("the month is %q", got)
	}
}

func TestEveryTextThatCountsHasItsForms(t *testing.T) {
	for lang, c := range must(Load()) {
		for _, key := range c.Keys() {
			if text := c.texts[key]; text.Other == "" {
				t.Errorf("%s: %s has no text", lang, key)
			} else if text.One != "" && strings.Count(text.One, "%") != strings.Count(text.Other, "%") {
				t.Errorf("%s: the forms of %s fill in different things", lang, key)
			}
		}
	}
}

func must(all map[string]*Catalogue, err error) map[string]*Catalogue {
	if err != nil {
		panic(err)
	}
	return all
}

func TestAMissingTextIsAFaultOfTheBuild(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a missing text was said")
		}
	}()
	english(t).Text("no.such.text")
}
