package check

import "testing"

func TestOnlyAddressesThatALinkCanBeMadeOfAreWebsites(t *testing.T) {
	for text, want := range map[string]string{
		"http://harbor.example.org":             "http://harbor.example.org",
		"https://harbor.example.org/a?b=c":      "https://harbor.example.org/a?b=c",
		"www.example.org/welcome":               "http://www.example.org/welcome",
		"HTTPS://Example.org":                   "https://Example.org",
		"javascript:alert(1)":                   "",
		"ftp://example.org":                     "",
		"mailto:help@example.org":               "",
		"help@example.org":                      "",
		"http://me:secret@example.org":          "",
		"http://localhost":                      "",
		"http://127.0.0.1":                      "",
		"http://":                               "",
		"none":                                  "",
		"facebook page":                         "",
		"http://example.org/\"onclick=alert(1)": "",
	} {
		got, err := Website(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is read as %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestPointsAreDegreesOnEarth(t *testing.T) {
	if p, err := Point("47.04", "-122.9"); err != nil || p.Lat != 47.04 || p.Lon != -122.9 {
		t.Errorf("read %v, %v", p, err)
	}
	for _, at := range [][2]string{{"", ""}, {"47.04", ""}, {"91", "0"}, {"NaN", "0"}, {"0x1p5", "0"}, {"0", "0"}} {
		if p, err := Point(at[0], at[1]); err == nil {
			t.Errorf("%v is read as %v", at, p)
		}
	}
}
