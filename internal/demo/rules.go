package demo

import "strings"

// rule is what holds between the codes of one place.
type rule struct {
	how    relation
	codes  []string
	others []string
	except []string
}

type relation int

const (
	// need: each of the codes is dropped unless one of the others is there.
	need relation = iota
	// bring: where one of the codes is there and none of the others, one of
	// the others is added, except where one of the exceptions is there.
	bring
	// exclude: where one of the codes is there, the others are dropped.
	exclude
)

func needs(codes, others string) rule    { return newRule(need, codes, others) }
func brings(codes, others string) rule   { return newRule(bring, codes, others) }
func excludes(codes, others string) rule { return newRule(exclude, codes, others) }

// newRule takes codes separated by blanks.
func newRule(how relation, codes, others string) rule {
	return rule{how: how, codes: strings.Fields(codes), others: strings.Fields(others)}
}

func (r rule) unless(codes string) rule {
	r.except = strings.Fields(codes)
	return r
}

// rules are applied in this order, so that none undoes what one before it did.
// At least nine in ten rows of the real directory that a rule speaks of keep
// it, of most rules 99 in 100; the demo keeps them all.
var rules = []rule{
	// One who runs it, and one policy.
	brings("VAMC DDF IH", "FED"),
	excludes("VAMC", "DDF IH"),
	excludes("DDF", "IH"),
	excludes("FED", "TBG STG LCCG PVTN PVTP"),
	excludes("TBG", "STG LCCG PVTN PVTP"),
	excludes("STG", "LCCG PVTN PVTP"),
	excludes("LCCG", "PVTN PVTP"),
	excludes("PVTN", "PVTP"),
	brings(anyCare, "PVTP").unless("PVTN LCCG STG TBG FED"),
	excludes("SMOP", "SMPD SMON"),
	excludes("SMON", "SMPD"),
	brings(anyCare, "SMON").unless("SMOP SMPD"),
	excludes("VAPP", "VPPD VAPN"),
	excludes("VAPN", "VPPD"),
	brings(anyCare, "VPPD VAPN").unless("VAPP"),

	// Methadone for opioid use comes from an opioid treatment program only.
	needs("MU DM MM METH", "OTP"),
	brings("OTP", "MU"),
	brings("OTP", "MM DM"),
	brings("OTP", "METH"),

	// Medication for opioid use, and what is done with it.
	needs("DB BUM UB PAIN BSDM BWN BWON BERI", "BU"),
	needs("UN RPN NXN VTRL", "NU"),
	needs("OMB", "BU NU MU"),
	needs("INPE RPE PC", "MOA"),
	brings("MOA", "INPE RPE PC"),
	excludes("MU BU NU MOA", "NOOP NMOA"),
	brings(anyCare, "NOOP NMOA").unless("MU BU NU MOA"),
	excludes("NOOP", "NMOA DLC MWS OUDO"),
	excludes("NMOA", "DLC MWS"),

	// Alcohol use.
	excludes("ACMA PMAT", "NAUT NMAUT"),
	brings(anyCare, "NAUT NMAUT").unless("ACMA PMAT"),
	excludes("NAUT", "NMAUT AUDO"),
	needs("AUINPE AURPE AUPC", "ACMA PMAT"),
	brings("ACMA", "AUINPE AUPC AURPE"),

	// Where care is given.
	needs("OD ODT OIT OMB ORT", "OP"),
	needs("RD RL RS", "RES"),
	needs("HID HIT", "HI"),
	brings("OP", "ORT OIT ODT OD").unless("OMB"),
	brings("RES", "RL RS RD"),
	brings("HI", "HIT HID"),
	brings("OD RD HID", "DT"),
	needs("ADTX BDTX CDTX MDTX ODTX MDET", "DT"),
	brings("DT", "ODTX ADTX BDTX CDTX MDTX MDET"),
	needs("BC", "RES HH"),
	excludes("GH", "PSYH"),

	// Who comes, and who pays.
	brings("PW WN", "FEM"),
	brings("MN", "MALE"),
	brings("YAD SNR", "ADLT"),
	brings("DUO", "DU"),
	excludes("OUDO", "AUDO"),
	excludes("NP", "MD MC PI MI SI SF ITU SAMF"),

	// Languages are named.
	needs("FX", otherLanguages),
	needs(otherLanguages, "FX"),
	brings("N24 N40", "NX"),
}

const otherLanguages = "F4 F17 F19 F25 F28 F30 F31 F35 F36 F37 F42 F43 F47 F66 F67 F70 F81 F92"

// anyCare are the types of care. A row with none of them answered nothing.
const anyCare = "SA DT HH SUMH"

func (o offer) namesCare() bool { return o.any("SA", "DT", "HH", "SUMH") }

// settle makes the offer keep all rules. What a rule adds is drawn by one.
func (o offer) settle(one func(codes []string) string) {
	o.settleAges()
	for _, rule := range rules {
		o.keep(rule, one)
	}
}

func (o offer) keep(r rule, one func(codes []string) string) {
	switch r.how {
	case need:
		if !o.any(r.others...) {
			o.drop(r.codes...)
		}
	case bring:
		if o.any(r.codes...) && !o.any(r.others...) && !o.any(r.except...) {
			o[one(r.others)] = true
		}
	case exclude:
		if o.any(r.codes...) {
			o.drop(r.others...)
		}
	}
}

// settleAges keeps places for children alone free of groups for veterans and
// seniors, which a third of them have in the real directory. Such a place does
// not say its ages instead, and one without groups for adults that does not
// say them is for children, which leaves both about as frequent as they are.
func (o offer) settleAges() {
	switch {
	case o.any("YAD", "ADLT", "SNR"):
	case o["CHLD"] && o.any("SE", "VET", "ADM"):
		delete(o, "CHLD")
	case o.namesCare() && !o.any("SE", "VET", "ADM", "WN", "MN"):
		o["CHLD"] = true
	}
}
