package main

import (
	"cmp"
	"fmt"
	"slices"
)

// kind tells what sort of place a row is. The order of the questions matters:
// who runs it, then the methadone clinics, then where people sleep, then what
// outpatients come for. The demo names and describes places by kind.
func kind(o offer) string {
	switch {
	case !o.any("SA", "DT", "HH", "SUMH"):
		return "unstated" // answered nothing about its care
	case o.any("FED", "VAMC", "DDF", "IH"):
		return "federal"
	case o.any("TBG"):
		return "tribal"
	case o.any("OTP"):
		return "otp"
	case o.any("HI"):
		return "hospital"
	case o.any("RES"):
		return residentialKind(o)
	case o.any("HH"):
		return "housing"
	}
	return outpatientKind(o)
}

func residentialKind(o offer) string {
	switch {
	case o.any("OP"):
		return "campus" // live-in and outpatient
	case o.any("RD"):
		return "detox"
	}
	return "residential"
}

func outpatientKind(o offer) string {
	medication, intensive := o.any("OMB"), o.any("OIT")
	switch {
	case medication && intensive:
		return "medication-intensive"
	case medication:
		return "medication"
	case o.any("STMH"):
		return "community" // licensed for mental health too
	case intensive:
		return "intensive"
	}
	return "counseling"
}

// Places of one kind differ most in how much they offer, so that each kind is
// cut into bands of equal size by the number of codes: the slim, the middle
// and the broad. Small kinds stay whole, so that each figure is of many rows.
const (
	bands       = 3
	rowsAtLeast = 100 // rows
)

// classes returns the class of each row, such as "otp/2".
func classes(rows []offer) []string {
	byKind := map[string][]int{}
	for i, o := range rows {
		byKind[kind(o)] = append(byKind[kind(o)], i)
	}
	class := make([]string, len(rows))
	for name, members := range byKind {
		slices.SortStableFunc(members, func(a, b int) int { return cmp.Compare(len(rows[a]), len(rows[b])) })
		cuts := bands
		if len(members) < bands*rowsAtLeast {
			cuts = 1
		}
		for place, i := range members {
			class[i] = fmt.Sprintf("%s/%d", name, 1+place*cuts/len(members))
		}
	}
	return class
}
