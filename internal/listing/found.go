package listing

import (
	"context"
	"slices"

	"haven/internal/facility"
	"haven/internal/ingest"
	"haven/internal/ingest/match"
	"haven/internal/store"
)

// Found adds a place that no source lists under a new id, by a first statement
// about it.
func (d *Directory) Found(ctx context.Context, id string, statement facility.Statement, beside ...store.Beside) error {
	statement.Record, statement.At = statement.Source+"/"+id, asKept(statement.At)
	row, err := d.foldOf(ctx, id, []facility.Statement{statement})
	if err != nil {
		return err
	}
	_, err = d.store.Say(ctx, store.StatementRow{
		Record: statement.Record, Series: statement.Series, Source: statement.Source, At: statement.At, Rank: statement.Rank,
		Claims: statement.Claims, By: statement.By, Why: statement.Why, Identity: ingest.Identify(statement.Claims),
	}, row, beside...)
	return err
}

// maxNeighbours is how many listings are compared with a new one: those of a
// crowded ZIP code.
const maxNeighbours = 500

// Alike returns the listings that may be the place which claims describe: those
// of its ZIP code, or with its number, that matching takes for it or is in doubt
// about.
func (d *Directory) Alike(ctx context.Context, claims facility.Claims) ([]facility.Listing, error) {
	var zip, phone string
	if claims.Address != nil {
		zip = claims.Address.Value.ZIP5()
	}
	if claims.Phone != nil {
		phone = claims.Phone.Value.E164
	}
	near, err := d.store.ListingsNear(ctx, zip, phone, maxNeighbours)
	if err != nil {
		return nil, err
	}
	const candidate = "candidate"
	records := []match.Record{candidateRecord(candidate, claims)}
	for i := range near {
		records = append(records, listedRecord(&near[i]))
	}
	result := match.Records(records)
	alike := map[string]bool{}
	for _, place := range result.Places {
		if slices.Contains(place, candidate) {
			for _, key := range place {
				alike[key] = true
			}
		}
	}
	for _, pair := range result.Doubtful {
		if pair.A == candidate || pair.B == candidate {
			alike[pair.A], alike[pair.B] = true, true
		}
	}
	var found []facility.Listing
	for _, l := range near {
		if alike[l.ID] || phone != "" && len(l.Phones) > 0 && l.Phones[0].E164 == phone {
			found = append(found, l)
		}
	}
	return found, nil
}

// candidateRecord is a place as it is to be added, for matching.
func candidateRecord(key string, claims facility.Claims) match.Record {
	r := match.Record{Key: key, Series: "candidate"}
	if claims.Name != nil {
		r.Name = claims.Name.Value
	}
	if claims.Address != nil {
		r.Address = claims.Address.Value
	}
	if claims.Phone != nil {
		r.Phone = claims.Phone.Value.E164
	}
	return r
}

func listedRecord(l *facility.Listing) match.Record {
	r := match.Record{Key: l.ID, Series: l.ID, Name: l.Name, Address: l.Address}
	for i, line := range l.Phones {
		if i == 0 {
			r.Phone = line.E164
		} else {
			r.Others = append(r.Others, line.E164)
		}
	}
	return r
}
