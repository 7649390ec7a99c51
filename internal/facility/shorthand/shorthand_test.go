package shorthand

import "testing"

func TestShortenedWordsAreWrittenOut(t *testing.T) {
	for word, want := range map[string]string{
		"servs": "services", "service": "services", "services": "services", "subst": "substance", "hope": "hope", "st": "st",
	} {
		if got := Full(word); got != want {
			t.Errorf("%s is %s, want %s", word, got, want)
		}
	}
}

func TestAFullWordStaysAsItIs(t *testing.T) {
	for word, long := range full {
		if Full(long) != long {
			t.Errorf("%s is %s, which is %s", word, long, Full(long))
		}
	}
}

func TestABegunWordIsNotWrittenOutTooEarly(t *testing.T) {
	for word, want := range map[string]string{"med": "med", "serv": "serv", "ctr": "center", "hlth": "health", "servs": "services", "gra": "gra"} {
		if got := Begun(word); got != want {
			t.Errorf("%s begins %s, want %s", word, got, want)
		}
	}
}
