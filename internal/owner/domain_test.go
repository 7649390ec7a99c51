package owner_test

import (
	"strings"
	"testing"

	"haven/internal/owner"
)

func TestADomainIsThePartThatSomebodyRegistered(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.peachstreet.org/contact": "peachstreet.org",
		"intake.peachstreet.org":              "peachstreet.org",
		"HTTP://PeachStreet.ORG:8080/":        "peachstreet.org",
		"ann@mail.peachstreet.org":            "peachstreet.org",
		"https://peach.wixsite.com/home":      "peach.wixsite.com", // a page of somebody, not of the host
		"https://health.co.fulton.ga.us":      "fulton.ga.us",
		"https://bücher.example":              "xn--bcher-kva.example",
		"https://192.0.2.7/":                  "",
		"https://[2001:db8::1]/":              "",
		"https://localhost":                   "",
		"com":                                 "",
		"":                                    "",
		"http://%zz":                          "",
		"https://ann@gmail.com@peach.org/":    "peach.org",
		"https://peach.org/@evil.org":         "peach.org",
	} {
		if got := owner.Domain(address); got != want {
			t.Errorf("%q is at %q, not %q", address, got, want)
		}
	}
}

func TestWhatAnEmailProves(t *testing.T) {
	peach := owner.Site{Name: "Peach Street", Website: "https://peach.org"}
	houses := []owner.Site{peach, peach, peach}
	for _, c := range []struct {
		what, email, website string
		there                []owner.Site
		want                 owner.Verdict
	}{
		{"the place's own domain", "ann@peach.org", "https://www.peach.org", []owner.Site{peach}, owner.Proves},
		{"a host of its own", "ann@intake.peach.org", "https://www.peach.org", []owner.Site{peach}, owner.Proves},
		{"three houses of one name", "ann@peach.org", "https://peach.org", houses, owner.Proves},
		{"a chain of one name", "ann@peach.org", "https://peach.org", append(houses, peach), owner.Shared},
		{"a chain of several names", "ann@peach.org", "https://peach.org", []owner.Site{peach, {Name: "Plum Street"}}, owner.Shared},
		{"houses of two owners", "ann@peach.org", "https://peach.org", []owner.Site{peach, {Name: "Peach Street", Owner: "care"}}, owner.Shared},
		{"a website nobody has compared", "ann@peach.org", "https://peach.org", nil, owner.Shared},
		{"another domain", "ann@peach.com", "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"a domain that ends alike", "ann@notpeach.org", "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"a mail provider", "ann@gmail.com", "https://gmail.com", []owner.Site{peach}, owner.Provider},
		{"a telephone company's mailbox", "ann@tds.net", "https://www.tds.net/~peach", []owner.Site{peach}, owner.Provider},
		{"a shortened address", "ann@bit.ly", "https://bit.ly/peach", []owner.Site{peach}, owner.Provider},
		{"a page on a network", "ann@facebook.com", "https://www.facebook.com/peach", []owner.Site{peach}, owner.Provider},
		{"a mailbox that looks like the website", "peach.org/ann@evil.org", "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"one that looks like its address", "https://peach.org/@evil.org", "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"a quoted e-mail there", `"ann@peach.org"@evil.org`, "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"letters that look alike", "ann@p\u0435ach.org", "https://peach.org", []owner.Site{peach}, owner.Elsewhere},
		{"another's page on the same host", "ann@plum.wixsite.com", "https://peach.wixsite.com", []owner.Site{peach}, owner.Elsewhere},
		{"a university", "student@emory.edu", "https://psychiatry.emory.edu", []owner.Site{peach}, owner.Institution},
		{"a county", "clerk@fulton.ga.us", "https://health.fulton.ga.us", []owner.Site{peach}, owner.Institution},
		{"no website", "ann@peach.org", "", nil, owner.NoWebsite},
	} {
		if got := owner.Judge(c.email, c.website, c.there); got != c.want {
			t.Errorf("%s: %s, not %s", c.what, got, c.want)
		}
	}
}

// FuzzDomain: whatever somebody types as an address is no domain, or one that
// gives itself.
func FuzzDomain(f *testing.F) {
	for _, seed := range []string{"https://www.peach.org/a?b", "ann@peach.org", "xn--a.com", "a@b@c/d", "http://[::1", "..", "http://a.b.c.d."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		domain := owner.Domain(address)
		if domain == "" {
			return
		}
		if again := owner.Domain("https://" + domain + "/"); again != domain || strings.ContainsAny(domain, "/@: \n") {
			t.Errorf("%q is at %q, which is at %q", address, domain, again)
		}
	})
}

// FuzzMailDomain: an e-mail is at the domain that its mail goes to, whatever
// stands before the @.
func FuzzMailDomain(f *testing.F) {
	for _, seed := range []string{"ann", "peach.org/ann", "https://peach.org/", "ann@peach.org", `"ann@peach.org"`, "a?b#c", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, mailbox string) {
		if got := owner.MailDomain(mailbox + "@mail.evil.org"); got != "evil.org" {
			t.Errorf("the mail of %q goes to %q", mailbox, got)
		}
	})
}
