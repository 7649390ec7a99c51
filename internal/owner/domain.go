package owner

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Verdict is what an e-mail's domain says about a claim to a place.
type Verdict string

const (
	Proves      Verdict = "proves"      // the place's own domain
	NoWebsite   Verdict = "no-website"  // the listing has none that could be compared
	Provider    Verdict = "provider"    // everybody can have an address or a page there
	Institution Verdict = "institution" // a university or an office, where far more people have an address
	Shared      Verdict = "shared"      // by places of several names or owners, or by many
	Elsewhere   Verdict = "elsewhere"   // the e-mail is of another domain
	OwnWord     Verdict = "own-word"    // nobody but whoever spoke for the place has said that the website is its own
)

// maxShared is how many places of one name may share a domain that proves
// something: a programme with two houses, but no chain.
const maxShared = 3

// providers give everybody a mailbox or a page under their own domain.
var providers = map[string]bool{
	"gmail.com": true, "googlemail.com": true, "google.com": true, "yahoo.com": true, "ymail.com": true, "rocketmail.com": true,
	"outlook.com": true, "hotmail.com": true, "live.com": true, "msn.com": true, "aol.com": true, "aim.com": true,
	"icloud.com": true, "me.com": true, "mac.com": true, "comcast.net": true, "xfinity.com": true, "verizon.net": true,
	"att.net": true, "sbcglobal.net": true, "bellsouth.net": true, "pacbell.net": true, "ameritech.net": true,
	"cox.net": true, "charter.net": true, "spectrum.net": true, "rr.com": true, "earthlink.net": true, "mindspring.com": true,
	"centurylink.net": true, "centurytel.net": true, "frontier.com": true, "frontiernet.net": true, "windstream.net": true,
	"suddenlink.net": true, "optonline.net": true, "optimum.net": true, "juno.com": true, "netzero.net": true,
	"proton.me": true, "protonmail.com": true, "pm.me": true, "zoho.com": true, "zohomail.com": true, "gmx.com": true,
	"gmx.net": true, "mail.com": true, "email.com": true, "fastmail.com": true, "hushmail.com": true, "tutanota.com": true,
	"tuta.com": true, "yandex.com": true, "qq.com": true, "163.com": true, "hey.com": true, "duck.com": true,
	"q.com": true, "tds.net": true, "embarqmail.com": true, "hughes.net": true, "wowway.com": true, "rcn.com": true, "netscape.net": true,
	"excite.com": true, "swbell.net": true, "snet.net": true, "roadrunner.com": true, "mchsi.com": true, "cableone.net": true, "ptd.net": true,
	"mail.ru": true, "yandex.ru": true, "yahoo.co.uk": true, "hotmail.co.uk": true, "usa.com": true, "inbox.com": true,
	"tumblr.com": true, "medium.com": true, "about.me": true, "yelp.com": true, "bit.ly": true, "goo.gl": true, "tinyurl.com": true,
	"jimdo.com": true, "webs.com": true, "homestead.com": true, "angelfire.com": true, "tripod.com": true, "godaddy.com": true,
	"facebook.com": true, "fb.com": true, "instagram.com": true, "linkedin.com": true, "x.com": true, "twitter.com": true,
	"youtube.com": true, "linktr.ee": true, "wix.com": true, "wixsite.com": true, "weebly.com": true, "squarespace.com": true,
	"wordpress.com": true, "godaddysites.com": true, "business.site": true, "psychologytoday.com": true, "carrd.co": true,
}

// Domain is the part of a website's address that somebody has registered, such
// as "peachstreet.org"; "" where there is none.
func Domain(website string) string {
	if !strings.Contains(website, "://") {
		website = "http://" + website
	}
	parsed, err := url.Parse(website)
	if err != nil {
		return ""
	}
	return registered(parsed.Hostname())
}

// MailDomain is that of an e-mail: mail goes to what stands behind its last @.
// What stands before may look like a website's address: peach.org/x@evil.org is
// a mailbox of evil.org.
func MailDomain(email string) string {
	return registered(email[strings.LastIndex(email, "@")+1:])
}

// registered is the part of a host's name that somebody has registered.
func registered(host string) string {
	host, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if _, isIP := netip.ParseAddr(host); err != nil || isIP == nil {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if again, broken := idna.Lookup.ToASCII(domain); err != nil || broken != nil || again != domain {
		return ""
	}
	return domain
}

// Site is a place that has a website.
type Site struct {
	Name    string
	Website string
	Owner   string // "" while nobody speaks for it
}

// Judge is what an e-mail proves about a place whose website it is compared
// with; there are the places whose websites share the domain, this one included.
func Judge(email, website string, there []Site) Verdict {
	domain := Domain(website)
	switch {
	case domain == "":
		return NoWebsite
	case providers[domain]:
		return Provider
	case isInstitution(domain):
		return Institution
	case len(there) == 0 || isShared(there):
		return Shared
	case MailDomain(email) != domain:
		return Elsewhere
	}
	return Proves
}

// isInstitution reports whether a domain is of those that schools and offices
// have: students and clerks of other parts have an address there, too.
func isInstitution(domain string) bool {
	suffix, _ := publicsuffix.PublicSuffix(domain)
	for label := range strings.SplitSeq(suffix, ".") {
		switch label {
		case "edu", "gov", "mil", "us", "k12":
			return true
		}
	}
	return false
}

func isShared(there []Site) bool {
	for _, s := range there {
		if !strings.EqualFold(strings.TrimSpace(s.Name), strings.TrimSpace(there[0].Name)) || s.Owner != there[0].Owner {
			return true
		}
	}
	return len(there) > maxShared
}
