package facility

import (
	"errors"
	"fmt"
	"slices"
)

// Medication is one for opioid or alcohol use disorder that people ask for.
type Medication string

// The medications, each with a practice of its own: many places that give
// buprenorphine turn away who takes methadone.
const (
	Methadone         Medication = "methadone"
	Buprenorphine     Medication = "buprenorphine" // film or tablets
	BuprenorphineShot Medication = "buprenorphine-shot"
	Naltrexone        Medication = "naltrexone" // tablets
	NaltrexoneShot    Medication = "naltrexone-shot"
)

// Medications are all of them, in the order in which they are asked for.
func Medications() []Medication {
	return []Medication{Methadone, Buprenorphine, BuprenorphineShot, Naltrexone, NaltrexoneShot}
}

// Practice is what a place does about a medication.
type Practice string

const (
	Starts    Practice = "starts"    // begins it with people who do not take it yet
	Continues Practice = "continues" // goes on with what somebody takes already
	Tapers    Practice = "tapers"    // gives it only to taper off
	Excludes  Practice = "excludes"  // does not admit people who take it
	// Arranges is that somebody takes it from an opioid treatment program
	// (OTP) while they are here.
	Arranges Practice = "otp"
)

// Practices are all of them, in the order in which they are asked for.
func Practices() []Practice { return []Practice{Starts, Continues, Arranges, Tapers, Excludes} }

// Policy is what a place does about one medication.
type Policy struct {
	Medication Medication `json:"medication"`
	Practices  []Practice `json:"practices"` // in the order of Practices
}

// Validate checks that the practices are known and can be of one place: who
// excludes a medication does nothing else with it, and who only tapers neither
// starts nor continues it.
func (p Policy) Validate() error {
	if !slices.Contains(Medications(), p.Medication) {
		return fmt.Errorf("%q is no medication: use one of %v", p.Medication, Medications())
	}
	if len(p.Practices) == 0 {
		return fmt.Errorf("%s has no practice: use some of %v", p.Medication, Practices())
	}
	for _, practice := range p.Practices {
		if !slices.Contains(Practices(), practice) {
			return fmt.Errorf("%q is no practice: use some of %v", practice, Practices())
		}
	}
	does := func(practice Practice) bool { return slices.Contains(p.Practices, practice) }
	switch {
	case does(Excludes) && len(p.Practices) > 1:
		return fmt.Errorf("a place that does not admit people on %s does nothing else with it", p.Medication)
	case does(Tapers) && (does(Starts) || does(Continues)):
		return fmt.Errorf("a place that only tapers %s neither starts nor continues it", p.Medication)
	}
	return nil
}

func validatePolicies(all []Policy) error {
	if len(all) == 0 {
		return errors.New("there is at least one medication")
	}
	var errs []error
	for i, p := range all {
		if slices.ContainsFunc(all[:i], func(q Policy) bool { return q.Medication == p.Medication }) {
			errs = append(errs, fmt.Errorf("%s is there twice", p.Medication))
		}
		errs = append(errs, p.Validate())
	}
	return errors.Join(errs...)
}

func (p Policy) String() string { return string(p.Medication) + ": " + texts(p.Practices, ", ") }

func (p Policy) same(q Policy) bool {
	return p.Medication == q.Medication && slices.Equal(p.Practices, q.Practices)
}
