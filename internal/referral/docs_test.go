package referral_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"haven/internal/referral"
)

func TestTheDocumentedStatesAreThoseOfTheTable(t *testing.T) {
	text, err := os.ReadFile("../../docs/referrals.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{"| state | Task | over |", "|---|---|---|"}
	for _, s := range referral.States() {
		over := " "
		if s.Over {
			over = " yes "
		}
		rows = append(rows, fmt.Sprintf("| %s | %s |%s|", s.State, s.Task, over))
	}
	if table := strings.Join(rows, "\n") + "\n\n"; !strings.Contains(string(text), table) {
		t.Errorf("docs/referrals.md lacks this table:\n%s", table)
	}
}
