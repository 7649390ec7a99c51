package contradiction

import (
	"fmt"
	"hash/fnv"

	"haven/internal/facility"
)

// Rules are all there are, worst first.
func Rules() []Rule { return rules }

// judgement counts how often a rule came to judge otherwise with its words
// unchanged: who changes what a rule finds raises it.
const judgement = 1

// Edition names the rules in force, above 0: it is another as soon as a rule is
// added, reworded or, by judgement, finds something else.
func Edition() int64 {
	hash := fnv.New32a()
	for _, r := range rules {
		fmt.Fprintln(hash, judgement, r.Name, r.Severity, r.Finds, r.Why, r.About)
	}
	return int64(hash.Sum32()) + 1
}

var rules = []Rule{
	{
		Name: "phone-taken", Severity: High,
		Finds:  "The phone number changed, and an unrelated listing has the new one, too.",
		Why:    "Numbers of listings have been changed to lead callers to somebody who sells them on. Which of the two it belongs to has to be asked: either may be wrong.",
		Source: "our own rule",
		About:  []facility.Field{facility.FieldPhone},
		broken: func(c Case) bool {
			return c.Before != nil && phoneOf(c.Before) != "" && phoneOf(c.Before) != phoneOf(c.Listing) && c.All.phoneOfStrangers(c.Listing)
		},
	},
	{
		Name: "website-taken", Severity: High,
		Finds:  "The website changed, and an unrelated listing has the new one, too.",
		Why:    "It may lead to somebody else, as a changed number may. Which of the two it belongs to has to be asked: either may be wrong.",
		Source: "our own rule",
		About:  []facility.Field{facility.FieldWebsite},
		broken: func(c Case) bool {
			return c.Before != nil && c.Before.Website != "" && siteOf(c.Before) != siteOf(c.Listing) && c.All.siteOfStrangers(c.Listing)
		},
	},
	{
		Name: "otp-without-methadone", Severity: High,
		Finds:  "An opioid treatment program that says it does not use methadone.",
		Why:    "Somebody who depends on methadone may be sent away from the only place that has it, or to one that has none.",
		Source: "42 CFR part 8; a few programs use buprenorphine alone, so a steward has to ask",
		About:  codes("OTP", "MU"),
		broken: func(c Case) bool { return c.says("OTP") && c.denies("MU") },
	},
	{
		Name: "phone-of-nobody", Severity: High,
		Finds:  "A phone number of one repeated digit, such as 999-999-9999.",
		Why:    "It stands for a number that was not known; nobody answers.",
		Source: "the register of opioid treatment programs has such rows",
		About:  []facility.Field{facility.FieldPhone},
		broken: func(c Case) bool { return c.anyLine(oneDigit) },
	},
	{
		Name: "detox-only-with-long-term-residential", Severity: Medium,
		Finds:  "Detox and no other treatment of substance use, but long-term residential care.",
		Why:    "Long-term residential care is treatment, for more than 30 days; detox takes days.",
		Source: "SAMHSA's service code reference (TC and SET)",
		About:  codes("DT", "RL", "SA", "MH", "SUMH", "HH"),
		broken: func(c Case) bool {
			return c.says("DT", "RL") && c.Listing.Answer("SA") != yes && !c.saysAny("MH", "SUMH", "HH")
		},
	},
	{
		Name: "children-only-with-adult-groups", Severity: Medium,
		Finds:  "Takes nobody over 17, but has groups for adults and none for adolescents.",
		Why:    "Either the ages or the groups are wrong: a family or an adult will be turned away.",
		Source: "SAMHSA's service code reference (AGE and SG)",
		About:  codes("CHLD", "YAD", "ADLT", "SNR", "WN", "MN", "SE", "AD"),
		broken: func(c Case) bool {
			return c.says("CHLD") && c.denies("YAD", "ADLT", "SNR") && c.saysAny("WN", "MN", "SE") && c.Listing.Answer("AD") != yes
		},
	},
	{
		Name: "adolescents-group-without-adolescents", Severity: Medium,
		Finds:  "Has a group for adolescents, but takes nobody under 18.",
		Why:    "A young person will be turned away.",
		Source: "SAMHSA's service code reference (AGE and SG)",
		About:  codes("AD", "CHLD"),
		broken: func(c Case) bool { return c.says("AD") && c.denies("CHLD") },
	},
	{
		Name: "outpatient-methadone-without-otp", Severity: Medium,
		Finds:  "Outpatient care that uses methadone, says it is no opioid treatment program and is no hospital.",
		Why:    "Only an opioid treatment program may dispense methadone for opioid use disorder to outpatients.",
		Source: "42 CFR part 8; some rows may mean clients who get it elsewhere",
		About:  codes("MU", "OP", "OTP", "HI"),
		broken: func(c Case) bool { return c.says("MU", "OP") && c.denies("OTP", "HI") },
	},
	{
		Name: "residential-kind-without-residential", Severity: Medium,
		Finds:  "Short-term, long-term or detox beds, but no residential care.",
		Why:    "The kind says what the setting denies: a search for either misleads.",
		Source: "SAMHSA's service code reference (SET)",
		About:  codes("RL", "RS", "RD", "RES"),
		broken: func(c Case) bool { return c.saysAny("RL", "RS", "RD") && c.denies("RES") },
	},
	{
		Name: "outpatient-kind-without-outpatient", Severity: Medium,
		Finds:  "A kind of outpatient care, but no outpatient care.",
		Why:    "The kind says what the setting denies: a search for either misleads.",
		Source: "SAMHSA's service code reference (SET)",
		About:  codes("ORT", "OIT", "ODT", "OD", "OMB", "OP"),
		broken: func(c Case) bool { return c.saysAny("ORT", "OIT", "ODT", "OD", "OMB") && c.denies("OP") },
	},
	{
		Name: "alcohol-only-and-opioids-only", Severity: Medium,
		Finds:  "Takes only people with alcohol use disorder, and only people with opioid use disorder.",
		Why:    "It cannot be both; half of the callers will be turned away.",
		Source: "SAMHSA's service code reference (EXCL)",
		About:  codes("AUDO", "OUDO"),
		broken: func(c Case) bool { return c.says("AUDO", "OUDO") },
	},
	{
		Name: "phone-of-strangers", Severity: Low,
		Finds:  "A phone number that listings with unrelated names in another city share.",
		Why:    "One of them has a wrong number, or a call centre answers for many.",
		Source: "the files: 889 numbers are shared, most of them by sites of one owner",
		About:  []facility.Field{facility.FieldPhone},
		broken: func(c Case) bool { return c.All.phoneOfStrangers(c.Listing) },
	},
	{
		Name: "website-of-strangers", Severity: Low,
		Finds:  "A website that listings with unrelated names in another city share.",
		Why:    "One of them has a wrong website, or it is a referral site and not the facility's.",
		Source: "the files",
		About:  []facility.Field{facility.FieldWebsite},
		broken: func(c Case) bool { return c.All.siteOfStrangers(c.Listing) },
	},
}

func codes(names ...string) []facility.Field {
	fields := make([]facility.Field, len(names))
	for i, name := range names {
		fields[i] = facility.CodeField(name)
	}
	return fields
}

// RuleOf returns the rule of a name.
func RuleOf(name string) (Rule, bool) {
	for _, r := range rules {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}
