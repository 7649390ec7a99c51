package facility

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestAReportNeedsAReasonAndFewWords(t *testing.T) {
	long := strings.Repeat("ñ", MaxReportWords)
	for name, test := range map[string]struct {
		reason Reason
		words  string
		kept   string
		err    error
	}{
		"a reason alone":             {Closed, "", "", nil},
		"words":                      {WrongNumber, " It is a bakery.\r\nSince May.\x00 ", "It is a bakery.\nSince May.", nil},
		"broken text":                {Moved, "to \xff Main Street", "to  Main Street", nil},
		"as many words as there may": {OtherReason, long, long, nil},
		"too many words":             {OtherReason, long + "n", long + "n", ErrTooWordy},
		"no reason":                  {"", "It is wrong.", "It is wrong.", ErrNoReason},
		"a reason of their own":      {"<b>", "", "", ErrNoReason},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := NewReport("hvn0000001", test.reason, test.words, time.Unix(1, 0))
			if !errors.Is(err, test.err) || r.Words != test.kept {
				t.Errorf("kept %q (%v), want %q (%v)", r.Words, err, test.kept, test.err)
			}
		})
	}
}

func FuzzReportWords(f *testing.F) {
	f.Add("It is a bakery.\r\n\x00\xff\u2028")
	f.Fuzz(func(t *testing.T, words string) {
		r, err := NewReport("hvn0000001", OtherReason, words, time.Unix(1, 0))
		if err == nil && len([]rune(r.Words)) > MaxReportWords || strings.ContainsAny(r.Words, "\x00\r") {
			t.Errorf("%q is kept as %q (%v)", words, r.Words, err)
		}
	})
}
