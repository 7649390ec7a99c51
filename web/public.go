package web

// public is implemented by pages that search engines may show. All others are
// kept out.
type public interface {
	// description is a line about the page for whoever finds it elsewhere; ""
	// keeps the page out, too.
	description(speech) string
}

// structured is implemented by public pages that tell search engines about
// themselves in data of schema.org.
type structured interface {
	data(base string) any
}

// copied is implemented by public pages that are also at sealed addresses. Who
// shares one of those is to share the public address: telephones do.
type copied interface {
	original() string // its path
}

// listed is what search engines are told of a public page. Its addresses are
// whole.
type listed struct {
	Description string
	Canonical   string
	Versions    []version // in all languages, English first
	Data        any
}

// listedAs is nil for a page that search engines are kept from.
func (s *Server) listedAs(say speech, p page) *listed {
	open, ok := p.(public)
	if !ok || open.description(say) == "" {
		return nil
	}
	here := say.here
	if p, ok := p.(copied); ok {
		here = p.original()
	}
	l := &listed{Description: open.description(say), Canonical: s.BaseURL + say.path(here)}
	for _, v := range s.versions(here) {
		v.Path = s.BaseURL + v.Path
		l.Versions = append(l.Versions, v)
	}
	if p, ok := p.(structured); ok {
		l.Data = p.data(s.BaseURL)
	}
	return l
}

func (homePage) description(say speech) string    { return say.Text("home.lead") }
func (aboutPage) description(say speech) string   { return say.Text("about.sources.text") }
func (rankingPage) description(say speech) string { return say.Text("ranking.lead") }
func (privacyPage) description(say speech) string { return say.Text("privacy.kept.text") }

// description of a facility that is gone is none: nobody should be sent there.
func (p facilityPage) description(say speech) string {
	if p.Gone != "" {
		return ""
	}
	return say.Text("facility.description", p.Name)
}
