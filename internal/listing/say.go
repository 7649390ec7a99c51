package listing

import (
	"context"
	"errors"

	"haven/internal/facility"
	"haven/internal/ingest"
	"haven/internal/store"
)

// maxRetries bounds how often a statement is tried when others write about
// the same place.
const maxRetries = 10

// Say records a statement about a listing: by the facility, from a call, by a
// steward. The statement's Record is set here. It returns the revision from
// which on searches see it; the errors are those of [Directory.Profile].
func (d *Directory) Say(ctx context.Context, id string, statement facility.Statement) (int64, error) {
	for range maxRetries {
		revision, err := d.say(ctx, id, statement)
		var stale *store.StaleError
		if !errors.As(err, &stale) {
			return revision, err
		}
	}
	return 0, errors.New("others kept changing the listing: try again")
}

func (d *Directory) say(ctx context.Context, id string, statement facility.Statement) (int64, error) {
	found, err := d.standing(ctx, id)
	if err != nil {
		return 0, err
	}
	records, err := d.store.RecordsOf(ctx, id)
	if err != nil {
		return 0, err
	}
	if len(records) == 0 { // an import has just merged it
		return 0, &store.StaleError{IDs: []string{id}}
	}
	statement.Record = records[0].Key
	row, err := d.foldWith(ctx, id, statement)
	if err != nil {
		return 0, err
	}
	row.Based = found.Revision
	return d.store.Say(ctx, store.StatementRow{
		Record: statement.Record, Series: statement.Series, Source: statement.Source,
		At: statement.At, Rank: statement.Rank, Claims: statement.Claims,
	}, row)
}

// foldWith folds a listing as it is with one more statement.
func (d *Directory) foldWith(ctx context.Context, id string, more facility.Statement) (store.ListingRow, error) {
	statements, err := d.statements(ctx, id)
	if err != nil {
		return store.ListingRow{}, err
	}
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return store.ListingRow{}, err
	}
	locator, err := ingest.LoadLocator(ctx, d.store, d.places)
	if err != nil {
		return store.ListingRow{}, err
	}
	return locator.Row(id, facility.Fold(append(statements[id], more), editions)), nil
}
