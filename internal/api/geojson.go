package api

import (
	"encoding/json"
	"io"
	"time"

	"haven/internal/facility"
)

// Feature is a facility on a map (RFC 7946).
type Feature struct {
	Type       string   `json:"type"` // Feature
	ID         string   `json:"id"`
	Geometry   Geometry `json:"geometry"`
	Properties Listing  `json:"properties"`
}

// Geometry is where the facility is shown.
type Geometry struct {
	Type        string     `json:"type"`        // Point
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

// geoJSON writes a FeatureCollection, one feature a line.
type geoJSON struct {
	w     io.Writer
	lines *json.Encoder
	begun bool
}

func newGeoJSON(w io.Writer, _ time.Time) encoder {
	return &geoJSON{w: w, lines: jsonLines(w)}
}

func (g *geoJSON) add(l *facility.Listing, _ facility.Profile) error {
	if err := g.next(); err != nil {
		return err
	}
	properties := listingOf(l)
	return g.lines.Encode(Feature{
		Type:       "Feature",
		ID:         l.ID,
		Geometry:   Geometry{Type: "Point", Coordinates: [2]float64{properties.Lon, properties.Lat}},
		Properties: properties,
	})
}

// next writes what stands before a feature.
func (g *geoJSON) next() error {
	before := ","
	if !g.begun {
		before = `{"type":"FeatureCollection","features":[` + "\n"
		g.begun = true
	}
	_, err := io.WriteString(g.w, before)
	return err
}

func (g *geoJSON) end() error {
	after := "]}\n"
	if !g.begun {
		after = `{"type":"FeatureCollection","features":[]}` + "\n"
	}
	_, err := io.WriteString(g.w, after)
	return err
}
