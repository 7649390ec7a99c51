package facility

import "testing"

func TestParsePhone(t *testing.T) {
	for _, tt := range []struct{ text, want, uri string }{
		{"205-216-0200", "(205) 216-0200", "tel:+12052160200"},
		{"(410) 273-1030", "(410) 273-1030", "tel:+14102731030"},
		{"(410)273-1030", "(410) 273-1030", "tel:+14102731030"},
		{"(410)-273-1030", "(410) 273-1030", "tel:+14102731030"},
		{"(410) 273.1030", "(410) 273-1030", "tel:+14102731030"},
		{"(410-273-1030", "(410) 273-1030", "tel:+14102731030"},
		{"410 273-1030", "(410) 273-1030", "tel:+14102731030"},
		{"1-800-662-4357", "(800) 662-4357", "tel:+18006624357"},
		{"205-216-0200 x1", "(205) 216-0200 ext. 1", "tel:+12052160200;ext=1"},
		{"(205) 216-0200 x12345", "(205) 216-0200 ext. 12345", "tel:+12052160200;ext=12345"},
		{"205-216-0200 ext 7", "(205) 216-0200 ext. 7", "tel:+12052160200;ext=7"},
		{"888-PARNEXT", "888-PARNEXT · (888) 727-6398", "tel:+18887276398"},
	} {
		p, err := ParsePhone(tt.text)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if p.String() != tt.want || p.URI() != tt.uri {
			t.Errorf("%q reads %q %q, want %q %q", tt.text, p, p.URI(), tt.want, tt.uri)
		}
	}
}

func TestTextThatIsNoPhone(t *testing.T) {
	for _, text := range []string{"", "call us", "123", "+44 20 7946 0000", "555-0100-5550-1005-550100-555-0100",
		"555-0101", "5550101", "555-0101 x12", "+1 555-0101", "1-555-0101", "PARNEXT"} {
		if p, err := ParsePhone(text); err == nil {
			t.Errorf("%q reads %v", text, p)
		}
	}
}

func FuzzParsePhone(f *testing.F) {
	f.Add("205-216-0200 x1")
	f.Add("888-PARNEXT")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePhone(text)
		if err == nil && (len(p.E164) != len("+12052160200") || p.String() == "" || p.URI() == "") {
			t.Errorf("%q reads %+v", text, p)
		}
	})
}
