package checkin

import (
	"slices"

	"haven/internal/facility"
)

// KindsOf are the kinds of openings to ask a place for: those it has spoken of,
// and those that its services have.
func KindsOf(l *facility.Listing, p *facility.Profile) []facility.OpeningKind {
	var kinds []facility.OpeningKind
	for _, kind := range facility.OpeningKinds() {
		if _, told := p.Openings[kind]; told || has(l, kind) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		kinds = append(kinds, facility.OutpatientAppointments)
	}
	return kinds
}

// has reports whether a place's services have room of a kind.
func has(l *facility.Listing, kind facility.OpeningKind) bool {
	any := func(codes ...string) bool { return slices.ContainsFunc(codes, l.Yes.Has) }
	men, women := l.Yes.Has("MALE"), l.Yes.Has("FEM")
	residential := any("RES", "RL", "RS")
	switch kind {
	case facility.DetoxBeds:
		return any("RD", "HID") || any("DT") && any("RES", "HI")
	case facility.ResidentialBeds:
		return residential && men == women
	case facility.ResidentialMen:
		return residential && men && !women
	case facility.ResidentialWomen:
		return residential && women && !men
	case facility.OpioidTreatmentIntakes:
		return any("OTP")
	case facility.OutpatientAppointments:
		return any("OP", "ORT", "OIT", "ODT")
	}
	return false
}
