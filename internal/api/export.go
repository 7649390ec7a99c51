package api

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/httpx"
)

// encoder writes facilities in one format.
type encoder interface {
	add(l *facility.Listing, p facility.Profile) error
	// end writes what follows the last one.
	end() error
}

// format is one of export.
type format struct {
	contentType string
	encode      func(w io.Writer, now time.Time) encoder
	// profiles tells whether its encoder looks at them.
	profiles bool
}

var formats = map[string]format{
	"ndjson":  {"application/x-ndjson", newNDJSON, true},
	"csv":     {"text/csv; charset=utf-8", newCSV, true},
	"geojson": {"application/geo+json", newGeoJSON, false},
}

// Formats names the formats of Export.
func Formats() []string { return []string{"ndjson", "csv", "geojson"} }

// Export writes the public view of all facilities to w; those that no source
// lists any more only if includeGone. Freshness is judged at now.
func Export(ctx context.Context, w io.Writer, name string, dir Directory, includeGone bool, now time.Time) error {
	format, ok := formats[name]
	if !ok {
		return fmt.Errorf("there is no format %q: use %s", name, strings.Join(Formats(), ", "))
	}
	out := format.encode(w, now)
	add := func(l facility.Listing, p facility.Profile) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return out.add(&l, p)
	}
	var err error
	if format.profiles {
		err = dir.Each(ctx, includeGone, add)
	} else {
		err = dir.EachListing(ctx, includeGone, func(l facility.Listing) error { return add(l, facility.Profile{}) })
	}
	if err != nil {
		return fmt.Errorf("export as %s: %w", name, err)
	}
	return out.end()
}

const (
	paramInclude = "include"
	includeGone  = "gone"
)

func exportParams() []string { return []string{paramInclude} }

func (a *api) export(name string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v := addressValues(c)
		gone, err := wantsGone(v)
		if err != nil {
			return err
		}
		done, err := a.exports.begin(c)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, formats[name].contentType)
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="haven.`+name+`"`)
		return httpx.Stream(c, func(ctx context.Context, w io.Writer) error {
			defer done()
			return Export(ctx, w, name, a.Directory, gone, a.Now())
		})
	}
}

func wantsGone(v ask.Values) (bool, error) {
	if err := v.Only(exportParams()...); err != nil {
		return false, err
	}
	value, err := v.One(paramInclude)
	if err != nil {
		return false, err
	}
	if value != "" && value != includeGone {
		return false, &ask.ParamError{Param: paramInclude, Value: value, Message: "include is neither gone nor empty. Send gone, or leave it out."}
	}
	return value == includeGone, nil
}
