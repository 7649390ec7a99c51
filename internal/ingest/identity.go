package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo/street"
	"haven/internal/ingest/match"
)

// identity is what a record is recognised by. It is stored with each
// statement, so that matching need not read whole statements.
type identity struct {
	Name   facility.Name    `json:"name"`
	At     facility.Address `json:"at"`
	Phone  string           `json:"phone,omitempty"`  // main number, E.164
	Others []string         `json:"others,omitempty"` // further numbers
	Part   string           `json:"part,omitempty"`   // see [importers.Record]
	Kinds  []string         `json:"kinds,omitempty"`  // see [match.Kinds]
}

func identityOf(r *importers.Record) identity {
	id, c := identity{Part: r.Part}, &r.Claims
	if c.Name != nil {
		id.Name = c.Name.Value
	}
	if c.Address != nil {
		id.At = c.Address.Value
	}
	if c.Phone != nil {
		id.Phone = c.Phone.Value.E164
	}
	if c.Intake != nil {
		for _, p := range c.Intake.Value {
			id.Others = append(id.Others, p.E164)
		}
	}
	for _, kind := range match.Kinds {
		if slices.Contains(c.Yes, kind) {
			id.Kinds = append(id.Kinds, kind)
		}
	}
	return id
}

// recordKey names a record within its series: rows of two editions with the
// same name and address, letter case and punctuation aside, are one record.
// The key lives for ever, so what it is made of must not change. Sources list
// some rows twice; occurrence tells them apart, counting from 1. Rows of
// different parts of a source are different records.
func (id identity) recordKey(series string, occurrence int) string {
	parts := []string{id.Name.Name, id.Name.Unit, id.At.Street, id.At.Unit, id.At.City, id.At.State, id.At.ZIP5()}
	for i, part := range parts {
		parts[i] = strings.Join(street.Words(part), " ")
	}
	if id.Part != "" {
		parts = append(parts, id.Part)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	key := series + "/" + hex.EncodeToString(sum[:10])
	if occurrence > 1 {
		key += fmt.Sprintf("/%d", occurrence)
	}
	return key
}

func (id identity) encode() string {
	text, err := json.Marshal(id)
	if err != nil {
		panic(err) // strings only
	}
	return string(text)
}

func decodeIdentity(text string) (identity, error) {
	var id identity
	if err := json.Unmarshal([]byte(text), &id); err != nil {
		return id, fmt.Errorf("stored identity: %w", err)
	}
	return id, nil
}
