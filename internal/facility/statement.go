package facility

import (
	"time"

	"haven/internal/geo"
)

// Rank orders kinds of sources by how far their word is trusted.
type Rank int

// The ranks, weakest first. RankAssumed is for what follows from a statement
// without having been said (an opioid treatment program uses methadone): a
// source that does say something about it is stronger, until its word has
// outlived its term.
const (
	RankAssumed Rank = iota
	RankLocator
	RankDirectory
	RankRegister
	RankCall
	RankFacility
	RankSteward
)

// The sources that are no files: what a place says of itself, and what stewards
// say. Each is a series of its own, too.
const (
	SourceItself  = "facility"
	SourceSteward = "steward"
)

// Statement is what one source said about one record at one time.
type Statement struct {
	Source string    // who says it, such as "samhsa-directory" or "facility"
	Series string    // the succession of editions it belongs to, such as "samhsa-su"
	Record string    // key of the record it is about
	At     time.Time // when it was said; for an edition, the day it was published (UTC)
	Rank   Rank
	Claims Claims

	// By is the id of the account that said it, "" for imports and for links
	// without an account, and Why are its words. Stewards and owners read them
	// in a listing's history; no fold hears them and nothing public shows them.
	By, Why string
}

// MaxWhy is how many characters the words of a statement may have.
const MaxWhy = 500

// Claims are the fields a statement speaks of; a nil field is not spoken of.
// Claims is stored as JSON.
type Claims struct {
	Name       *Claim[Name]      `json:"name,omitempty"`
	Address    *Claim[Address]   `json:"address,omitempty"`
	Phone      *Claim[Phone]     `json:"phone,omitempty"`
	Intake     *Claim[[]Phone]   `json:"intake,omitempty"`
	Lines      *Claim[[]Line]    `json:"lines,omitempty"` // further numbers
	Website    *Claim[string]    `json:"website,omitempty"`
	Email      *Claim[string]    `json:"email,omitempty"`
	Hours      *Claim[Hours]     `json:"hours,omitempty"`
	WalkIn     *Claim[bool]      `json:"walk_in,omitempty"` // takes people without an appointment
	Closed     *Claim[Closure]   `json:"closed,omitempty"`
	Levels     *Claim[[]Level]   `json:"levels,omitempty"`
	Medication *Claim[[]Policy]  `json:"medication,omitempty"`
	Bring      *Claim[Checklist] `json:"bring,omitempty"`
	Access     *Claim[Checklist] `json:"access,omitempty"`
	Fees       *Claim[Checklist] `json:"fees,omitempty"`
	Point      *Claim[geo.Point] `json:"point,omitempty"`
	Withheld   *Claim[bool]      `json:"withheld,omitempty"`
	Openings   Openings          `json:"openings,omitempty"`

	// Yes and No answer service codes; a code in neither is not spoken of.
	Yes []string `json:"yes,omitempty"`
	No  []string `json:"no,omitempty"`
	// Assumed are codes that follow from the statement at RankAssumed.
	Assumed []string `json:"assumed,omitempty"`

	// Confirms renews the date of what stands; Contradicts marks it as
	// doubtful without replacing it. See [AllFields].
	Confirms    []Field `json:"confirms,omitempty"`
	Contradicts []Field `json:"contradicts,omitempty"`

	// Settled is for stewards: per field they speak of, a digest of what the
	// sources said that they chose between. See [Claims.Settle].
	Settled map[Field]string `json:"settled,omitempty"`
}

// Claim states the value of a field, or that the field has none.
type Claim[T any] struct {
	Value T    `json:"value,omitzero"`
	None  bool `json:"none,omitempty"`
}

// Says claims a value.
func Says[T any](value T) *Claim[T] { return &Claim[T]{Value: value} }

// SaysNone claims that there is no value.
func SaysNone[T any]() *Claim[T] { return &Claim[T]{None: true} }

// Provenance tells who said a thing and when.
type Provenance struct {
	Source string    `json:"source"`
	Series string    `json:"series"`
	Record string    `json:"-"`
	At     time.Time `json:"at"`
	Rank   Rank      `json:"-"`
}

func (s *Statement) provenance() *Provenance {
	return &Provenance{Source: s.Source, Series: s.Series, Record: s.Record, At: s.At, Rank: s.Rank}
}
