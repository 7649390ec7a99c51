package plainwords

import (
	"regexp"
	"strings"
)

// Finding is a hurtful word of a text.
type Finding struct {
	Word    string
	Instead string // what to write
}

// term is a pattern of words, for the whole of which Instead stands.
type term struct{ pattern, instead string }

// hurtful are words that put a person down, after the National Institute on
// Drug Abuse, "Words Matter: Preferred Language for Talking About Addiction",
// and its Spanish edition. They are our texts' to avoid; what people type in a
// search is understood whatever they call themselves.
var hurtful = []term{
	{`addicts?|addicted`, "a person with a substance use disorder"},
	{`(drug|substance|alcohol|opioid|heroin|cocaine|meth) users?|junk(ie|y)s?|junkies|drugg(ie|y)|druggies|crackheads?|potheads?|dope ?(fiend|head)s?|tweakers?`, "a person who uses drugs"},
	{`alcoholics?|drunks?|drunkards?|winos?`, "a person with an alcohol use disorder"},
	{`abus(e[ds]?|ers?|ive|ing)`, "use, misuse; violence, where it is about that"},
	{`(drug|bad|smoking|drinking|heroin) habits?`, "substance use disorder, use"},
	{`clean|dirt(y|ier)`, "in recovery, not using; of a test: negative, positive"},
	{`suffer(s|ed|ers?|ing)?|victims?|afflicted`, "has, lives with; survivor"},
	{`inmates?|prisoners?|convict(s|ed)?|felons?|offenders?|criminals?|delinquents?`, "a person in jail, a person with a record"},
	{`mentally ill|the mentally|crazy|insane|lunatics?|psychos?|schizophrenics?|retard(s|ed)?`, "a person with a mental illness"},
	{`(commit(s|ted|ting)?) suicide`, "die by suicide"},
	{`(opioid|opiate) (substitution|replacement)`, "medication for opioid use disorder"},

	{`adict[oa]s?|drogadict[oa]s?|toxic[óo]man[oa]s?|drogodependientes?|yonquis?|tecat[oa]s?|marihuan[oa]s?|vicios[oa]s?`, "persona con un trastorno por consumo de sustancias"},
	{`drogadicci[óo]n|toxicoman[íi]as?|vicios?`, "consumo de drogas, adicción"},
	{`alc[óo]h[óo]lic[oa]s?|borrach[oa]s?|ebri[oa]s?`, "persona con un problema con el alcohol"},
	{`abus(o|os|a|an|ar|ador|adora|adores|ivo|iva)`, "consumo; violencia, where it is about that"},
	{`limpi[oa]s?|suci[oa]s?`, "en recuperación, sin consumir; of a test: negativo, positivo"},
	{`sufren?|sufrir|v[íi]ctimas?|padecen?|padecer`, "tiene, vive con; sobreviviente"},
	{`reclus[oa]s?|pres[oa]s|reos?|convict[oa]s?|delincuentes?|criminal(es)?|ofensor(es|as?)?`, "persona en la cárcel, con antecedentes"},
	{`enferm[oa]s? mental(es)?|loc[oa]s?|demente|esquizofr[ée]nic[oa]s?|retrasad[oa]s?`, "persona con una enfermedad mental"},
	{`comet(e|en|er|ió) suicidio`, "morir por suicidio"},
}

// allowed are phrases that hold such a word and put nobody down.
var allowed = []string{
	"Substance Abuse and Mental Health Services Administration", // the agency's legal name
	"National Institute on Drug Abuse",                          // likewise
	"sexual abuse", "abuso sexual",                              // what was done to a person
	"Alcoholics Anonymous", "Alcohólicos Anónimos", // what the groups call themselves
}

var hurtfulPattern = regexp.MustCompile(`(?i)` + anyOf(hurtful))

// anyOf has a group for each term, in their order; a letter before or after
// makes it another word. Go's \b knows no accents.
func anyOf(terms []term) string {
	var groups []string
	for _, t := range terms {
		groups = append(groups, "("+strings.NewReplacer("(", "(?:").Replace(t.pattern)+")")
	}
	return `(?:^|[^\pL])(?:` + strings.Join(groups, "|") + `)(?:$|[^\pL])`
}

// Hurtful finds the words of a text, in English or Spanish, that put a person
// down. Phrases that put nobody down although they hold one are left alone.
func Hurtful(text string) []Finding {
	text = strings.Join(strings.Fields(text), " ")
	for _, name := range allowed {
		text = strings.ReplaceAll(text, name, "")
	}
	var all []Finding
	for at := 0; at < len(text); {
		found := hurtfulPattern.FindStringSubmatchIndex(text[at:])
		if found == nil {
			break
		}
		for i, t := range hurtful {
			if from, to := found[2*i+2], found[2*i+3]; from >= 0 {
				all = append(all, Finding{text[at+from : at+to], t.instead})
				at += to
				break
			}
		}
	}
	return all
}
