package web

import (
	"strings"
	"testing"
)

func TestEveryPageLeadsToWhatIsKept(t *testing.T) {
	s := serve(t, config())
	for _, path := range []string{"/", "/no-such-page", "/s/gone"} {
		for _, link := range []string{"/about", "/ranking", "/privacy"} {
			if !strings.Contains(s.get(path).body, `href="`+link+`"`) {
				t.Errorf("%s does not lead to %s", path, link)
			}
		}
	}
}

func TestThePrivacyPageSaysWhatIsNotPrivate(t *testing.T) {
	serve(t, config()).get("/privacy").says(t,
		"each person who has the address can see what you looked for",
		"has a plain address and title",
		"Your browser may still list what you saw before.",
	)
}
