package listing

import (
	"context"
	"errors"
	"time"

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
	return d.SayWith(ctx, id, statement)
}

// SayWith is Say, and stores what goes with it in the same transaction.
func (d *Directory) SayWith(ctx context.Context, id string, statement facility.Statement, beside ...store.Beside) (int64, error) {
	var revision int64
	err := untilNotStale(func() (err error) {
		revision, err = d.say(ctx, id, statement, beside)
		return err
	})
	return revision, err
}

// untilNotStale tries anew while others change the listing meanwhile.
func untilNotStale(do func() error) error {
	for range maxRetries {
		err := do()
		var stale *store.StaleError
		if !errors.As(err, &stale) {
			return err
		}
	}
	return errors.New("others kept changing the listing: try again")
}

func (d *Directory) say(ctx context.Context, id string, statement facility.Statement, beside []store.Beside) (int64, error) {
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
	statement.Record, statement.At = records[0].Key, asKept(statement.At)
	statements, err := d.statements(ctx, id)
	if err != nil {
		return 0, err
	}
	if statement.Rank == facility.RankSteward {
		statement.Claims.Settle(statements[id])
	}
	row, err := d.foldOf(ctx, id, append(statements[id], statement))
	if err != nil {
		return 0, err
	}
	row.Based = found.Revision
	return d.store.Say(ctx, store.StatementRow{
		Record: statement.Record, Series: statement.Series, Source: statement.Source,
		At: statement.At, Rank: statement.Rank, Claims: statement.Claims,
		By: statement.By, Why: statement.Why,
	}, row, beside...)
}

// asKept is a moment as it is read again: what is folded now and when the next
// import comes is one listing.
func asKept(at time.Time) time.Time { return at.UTC().Truncate(time.Second) }

// foldOf folds a listing of these statements.
func (d *Directory) foldOf(ctx context.Context, id string, statements []facility.Statement) (store.ListingRow, error) {
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return store.ListingRow{}, err
	}
	locator, err := ingest.LoadLocator(ctx, d.store, d.places)
	if err != nil {
		return store.ListingRow{}, err
	}
	return locator.Row(id, facility.Fold(statements, editions)), nil
}
