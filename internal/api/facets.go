package api

import (
	"encoding/json"

	"haven/internal/facility"
)

// Facets are counts by category and code: {"PAY": {"MD": 12}}.
type Facets struct{ facility.Counts }

// MarshalJSON implements json.Marshaler.
func (f Facets) MarshalJSON() ([]byte, error) { return json.Marshal(f.Map()) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *Facets) UnmarshalJSON(text []byte) error {
	var counts map[string]map[string]int
	if err := json.Unmarshal(text, &counts); err != nil {
		return err
	}
	*f = Facets{facility.CountsOf(counts)}
	return nil
}
