package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/web/messages"
)

var used = regexp.MustCompile(`\b(?:t|n) "([^"]+)"|\.(?:Text|Count)\((?:test\.)?"([^"]+)"`)

// computed begin the keys of texts whose end is a value: a source, a status.
var computed = []string{
	"relax.", "results.wrong.", "source.", "sort.", "position.", "answer.", "failure.", "month.", "weekday.", "clock.", "topic.", "report.reason.", "role.", "kind.", "person.state.",
	"call.outcome.", "board.", "follow-up.outcome.", "follow-up.reason.",
	"channel.", "language.", "disposition.", "fact.", "may-call.", "may-message.", "zone.", "text.", "consent.", "keys.", "line.", "resume.",
	"referral.state.", "referral.move.", "referral.by.", "referral.sent.", "referral.said.", "referral.reason.", "referral.outcome.",
	"edit.", "holiday.", "asam.", "medication.", "practice.", "bring.", "access.", "fees.",
	"import.source.", "import.state.", "import.run.", "import.stage.", "import.fault.", "import.from.", "import.count.", "import.examples.", "import.extent.", "import.refused.", "import.told.",
	"referral.language.", "room.answer.", "room.by.", "handover.note.", "inbox.", "merge.reason.",
	"checkin.told.", "checkin.problem.", "opening.", "open-means.",
	"freshness.kind.", "freshness.of.", "freshness.by.", "stale.ask.",
	"claim.asks.", "claim.proof.", "claim.domain.", "claim.state.", "claim.mail.", "owner.mail.",
}

// named are given to factOf, which puts them after "facility.", and stand in the
// table of areas.
var named = []string{"facility.address", "facility.website", "facility.hours", "facility.email", "facility.closed", "facility.walk-in", "facility.fees",
	"facility.bring", "facility.medication", "facility.levels", "facility.access", "staff.desk", "follow-up.nav", "board.nav", "staff.account", "staff.people", "staff.helpline",
	"letter.link", "letter.nav",
	"owner.heading", "received.nav",
	"listing.nav", "inbox.nav", "openings.link",
	"import.nav", "merge.nav", "freshness.nav",
}

func TestEveryTextThatPagesSayExistsAndIsSaid(t *testing.T) {
	keys := slices.Clone(named)
	for _, pattern := range []string{"templates/*.html", "templates/shared/*.html", "*.go", "messages/messages.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range used.FindAllStringSubmatch(string(source), -1) {
				keys = append(keys, found[1]+found[2])
			}
		}
	}
	languages, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, say := range languages {
		for _, key := range keys {
			if !say.Has(key) && !strings.HasSuffix(key, ".") {
				t.Errorf("%s lacks %q", lang, key)
			}
		}
		for _, key := range say.Keys() {
			isComputed := slices.ContainsFunc(computed, func(start string) bool { return strings.HasPrefix(key, start) })
			if !isComputed && !slices.Contains(keys, key) {
				t.Errorf("%s has %q, which no page says", lang, key)
			}
		}
	}
}
