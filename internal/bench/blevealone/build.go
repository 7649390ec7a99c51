package blevealone

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	blevegeo "github.com/blevesearch/bleve/v2/geo"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

// batch is how many documents are taken in at a time. Bleve looks values up in
// chunks of as many.
const batch = 1_000

// sorted are the listings so that neighbours share chunks.
func sorted(listings []facility.Listing) []*facility.Listing {
	all := make([]*facility.Listing, len(listings))
	for i := range listings {
		all[i] = &listings[i]
	}
	curve := func(l *facility.Listing) uint64 {
		return blevegeo.MortonHash(l.Location.Point.Lon, l.Location.Point.Lat)
	}
	slices.SortFunc(all, func(a, b *facility.Listing) int { return cmp.Compare(curve(a), curve(b)) })
	return all
}

func (p *Peer) write(ctx context.Context, path string, listings []facility.Listing) error {
	m, err := newMapping()
	if err != nil {
		return err
	}
	builder, err := bleve.NewBuilder(path, m, map[string]any{
		"batchSize": batch, "mergeMax": max(2, len(listings)/batch+1), "buildPathPrefix": p.folder,
	})
	if err != nil {
		return err
	}
	for _, l := range sorted(listings) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.points[l.ID] = l.Location.Point
		if err := builder.Index(l.ID, p.document(l)); err != nil {
			return err
		}
	}
	return builder.Close()
}

func (p *Peer) document(l *facility.Listing) map[string]any {
	var yes, may []string
	for _, c := range p.taxonomy.Codes() {
		answer := l.Answer(c.Code)
		if answer == facility.Yes {
			yes = append(yes, term(c))
		}
		if answer != facility.No {
			may = append(may, term(c))
		}
	}
	words := []string{l.Name.Name, l.Name.Unit, l.Address.Street, l.Address.City}
	return map[string]any{
		fieldPlace: map[string]any{"lon": l.Location.Point.Lon, "lat": l.Location.Point.Lat},
		fieldYes:   strings.Join(yes, " "),
		fieldMay:   strings.Join(may, " "),
		fieldWords: strings.Join(scan.Words(strings.Join(words, " ")), " "),
	}
}
