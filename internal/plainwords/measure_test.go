package plainwords

import (
	"math"
	"testing"
)

func TestSyllablesOfEnglishWords(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "call": 1, "care": 1, "used": 1, "place": 1, "places": 2, "makes": 1, "needed": 2, "table": 2, "the": 1,
		"detox": 2, "methadone": 3, "overdose": 3, "naloxone": 3, "treatment": 2, "medicine": 3, "medication": 4, "opioid": 3,
		"people": 2, "facility": 4, "area": 3, "special": 2, "radio": 3, "trying": 2, "station": 2, "outpatient": 3,
		"don't": 1, "person's": 2, "safely": 2, "buprenorphine": 4, "usual": 3, "diet": 2, "friend": 1, "every": 2,
	} {
		if got := englishSyllables(word); got != want {
			t.Errorf("%q has %d syllables, not %d", word, want, got)
		}
	}
}

func TestSyllablesOfSpanishWords(t *testing.T) {
	for word, want := range map[string]int{
		"y": 1, "a": 1, "día": 2, "llame": 2, "ciudad": 2, "aunque": 2, "queja": 2, "guía": 2, "guerra": 2, "agua": 2,
		"peor": 2, "aéreo": 4, "muy": 1, "hoy": 1, "ahora": 3, "medicina": 4, "metadona": 4, "desintoxicación": 6,
		"país": 2, "cuidado": 3, "tratamiento": 4, "pingüino": 3, "yeso": 2, "prohibido": 3, "sobredosis": 4,
	} {
		if got := spanishSyllables(word); got != want {
			t.Errorf("%q has %d syllables, not %d", word, want, got)
		}
	}
}

// The figures are worked out by hand from the formulas.
func TestGradeOfKnownSentences(t *testing.T) {
	for text, want := range map[string]float64{
		"The cat sat on the mat.":                                                           0.39*6 + 11.8*1 - 15.59,
		"Call 911 now. Give naloxone if you have it.":                                       0.39*4 + 11.8*10/8 - 15.59,
		"IOP: 9 to 19 hours a week; you live at home.":                                      0.39*9/3 + 11.8*10/9 - 15.59,
		"The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.": 0.39*13 + 11.8*26/13 - 15.59,
		"":              0,
		"988, 2.5, 911": 0,
	} {
		if got := Grade(text); math.Abs(got-want) > 0.005 {
			t.Errorf("%q: grade %.2f, want %.2f", text, got, want)
		}
	}
}

func TestHuertaOfKnownSentences(t *testing.T) {
	for text, want := range map[string]float64{
		"El gato está en la casa.":          206.84 - 60*9/6.0 - 1.02*6,
		"Llame al 911 ahora. No está solo.": 206.84 - 60*11/6.0 - 1.02*3,
		"":                                  100,
	} {
		if got := Huerta(text); math.Abs(got-want) > 0.005 {
			t.Errorf("%q: %.2f, want %.2f", text, got, want)
		}
	}
}

func TestHardTextsAreTold(t *testing.T) {
	const english = "Comprehensive pharmacotherapeutic interventions necessitate individualized multidisciplinary evaluation."
	const spanish = "Las intervenciones farmacoterapéuticas integrales requieren evaluaciones multidisciplinarias individualizadas."
	if grade := Grade(english); grade < 12 {
		t.Errorf("%q is said to be of grade %.1f", english, grade)
	}
	if ease := Huerta(spanish); ease > 30 {
		t.Errorf("%q is said to be %.1f easy", spanish, ease)
	}
}
