package account_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"haven/internal/account"
)

// table reads testdata/rights.txt: reach by action and role.
func table(t *testing.T) map[account.Action]map[account.Role]string {
	t.Helper()
	text, err := os.ReadFile("testdata/rights.txt")
	if err != nil {
		t.Fatal(err)
	}
	reach := map[account.Action]map[account.Role]string{}
	var roles []string
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "action":
			roles = words[1:]
		default:
			row := map[account.Role]string{}
			for i, role := range roles {
				row[account.Role(role)] = words[i+1]
			}
			reach[account.Action(words[0])] = row
		}
	}
	return reach
}

func TestEachRoleMayDoWhatTheTableSaysAndNothingElse(t *testing.T) {
	reach := table(t)
	if len(reach) != len(account.Actions()) {
		t.Errorf("the table has %d actions, the program %d", len(reach), len(account.Actions()))
	}
	for _, action := range account.Actions() {
		for _, role := range account.Roles() {
			u := account.User{ID: "u", Role: role, Organisation: account.Organisation{ID: "ours", Kind: role.Kind()}}
			want := reach[action][role]
			for subject, may := range map[string]bool{"ours": want == "own" || want == "all", "theirs": want == "all", "": want == "all"} {
				if got := account.May(u, action, subject); got != may {
					t.Errorf("%s, %s of %q: %v, want %v", role, action, subject, got, may)
				}
			}
			if u.Disabled = true; account.May(u, action, "ours") {
				t.Errorf("%s whose account is closed still may %s", role, action)
			}
		}
	}
}

func TestOfCasesOnlyTheHelplineThatOpenedThemKnows(t *testing.T) {
	for _, action := range account.Actions() {
		if !strings.HasPrefix(string(action), "case.") {
			continue
		}
		for _, role := range account.Roles() {
			u := account.User{Role: role, Organisation: account.Organisation{ID: "ours", Kind: role.Kind()}}
			if account.May(u, action, "another helpline") || role.Kind() != account.Helpline && account.May(u, action, "ours") {
				t.Errorf("%s may %s", role, action)
			}
		}
	}
}

func TestWhatIsNotInTheTableNobodyMay(t *testing.T) {
	for _, role := range append(account.Roles(), "root", "") {
		u := account.User{Role: role, Organisation: account.Organisation{ID: "ours"}}
		if account.May(u, "case.sell", "ours") || !slices.Contains(account.Roles(), role) && account.May(u, account.ReadCase, "ours") {
			t.Errorf("%q may", role)
		}
	}
}

func TestARoleIsGivenInsideItsKindOfOrganisation(t *testing.T) {
	line := account.Organisation{ID: "line", Kind: account.Helpline}
	operator := account.Organisation{ID: "op", Kind: account.Operator}
	admin := account.User{Role: account.Admin, Organisation: operator}
	supervisor := account.User{Role: account.Supervisor, Organisation: line}
	for _, tt := range []struct {
		by    account.User
		role  account.Role
		to    account.Organisation
		begun bool
		want  bool
	}{
		{supervisor, account.Agent, line, false, true},
		{supervisor, account.Supervisor, line, false, true},
		{supervisor, account.Admin, line, false, false},
		{supervisor, account.Admin, operator, false, false},
		{supervisor, account.Agent, account.Organisation{ID: "other", Kind: account.Helpline}, false, false},
		{admin, account.Admin, operator, false, true},
		{admin, account.Agent, line, false, false},
		{admin, account.Supervisor, line, false, true},
		{admin, account.Supervisor, line, true, false},
		{admin, account.Admin, operator, true, true},
		{supervisor, account.Agent, line, true, true},
		{admin, account.Steward, line, false, false},
		{admin, "root", operator, false, false},
	} {
		if got := account.MayGive(tt.by, tt.role, tt.to, tt.begun); got != tt.want {
			t.Errorf("%s gives %s in %s (begun %v): %v, want %v", tt.by.Role, tt.role, tt.to.ID, tt.begun, got, tt.want)
		}
	}
}

func TestTwoSpellingsOfAMailboxAreOneAccount(t *testing.T) {
	for text, want := range map[string]string{
		"Ann@Example.ORG": "ann@example.org", " ann@example.org ": "ann@example.org",
		"ａnn@example.org": "ann@example.org", "ann+desk@example.org": "ann+desk@example.org",
		"": "", "ann": "", "Ann <ann@example.org>": "", "ann@example.org, bob@example.org": "",
		"ann@example.org\r\nBcc: x@example.org": "", strings.Repeat("a", 250) + "@example.org": "",
	} {
		if got, err := account.NormalEmail(text); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestTheDocumentShowsTheTable(t *testing.T) {
	text, err := os.ReadFile("../../docs/accounts.md")
	if err != nil {
		t.Fatal(err)
	}
	for action, row := range table(t) {
		line := "| `" + string(action) + "` |"
		for _, role := range account.Roles() {
			line += " " + row[role] + " |"
		}
		if !strings.Contains(string(text), line+"\n") {
			t.Errorf("it lacks %s", line)
		}
	}
}
