package plainwords

import (
	"os"
	"path/filepath"
	"testing"
)

func TestHurtfulWordsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"Help for addicts":                "addicts",
		"Are you an ADDICT?":              "ADDICT",
		"stay clean, and be well":         "clean",
		"services for drug users":         "drug users",
		"he committed suicide":            "committed suicide",
		"Ayuda para drogadictos":          "drogadictos",
		"un alcohólico":                   "alcohólico",
		"manténgase limpio":               "limpio",
		"víctimas de abuso":               "víctimas",
		"Substance Abuse Center of abuse": "Abuse",
	} {
		if got := Hurtful(text); len(got) == 0 || got[0].Word != want || got[0].Instead == "" {
			t.Errorf("%q: found %+v, want %q first", text, got, want)
		}
	}
	if got := Hurtful("abuso, abuso"); len(got) != 2 {
		t.Errorf("of two words beside each other %d are found", len(got))
	}
}

func TestOtherWordsAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"addiction medicine", "adicción", "The Substance Abuse and Mental Health Services Administration (SAMHSA)",
		"a person with an alcohol use disorder", "haven user add", "local", "víctor", "impresos", "cleanse", "Alcohólicos Anónimos",
	} {
		if got := Hurtful(text); len(got) > 0 {
			t.Errorf("%q: found %+v", text, got)
		}
	}
}

func TestDocumentsPutNobodyDown(t *testing.T) {
	files := []string{"../../NOTICE"}
	for _, pattern := range []string{"../../*.md", "../../internal/api/*.yaml", "../../docs/*.md", "../../docs/*/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 3 {
		t.Fatalf("only %q are found", files)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range Hurtful(string(text)) {
			t.Errorf("%s says %q; write: %s", file, found.Word, found.Instead)
		}
	}
}
