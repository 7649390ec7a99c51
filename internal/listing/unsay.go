package listing

import (
	"context"
	"reflect"
	"slices"

	"haven/internal/facility"
	"haven/internal/store"
)

// Unsay withdraws a statement that [Directory.Say] recorded at a revision. One
// that is not there any more is no error; the others are those of
// [Directory.Profile].
func (d *Directory) Unsay(ctx context.Context, id string, statement facility.Statement, revision int64) error {
	return d.UnsayWith(ctx, id, statement, revision)
}

// UnsayWith is Unsay, and stores what goes with it in the same transaction.
func (d *Directory) UnsayWith(ctx context.Context, id string, statement facility.Statement, revision int64, beside ...store.Beside) error {
	return untilNotStale(func() error { return d.unsay(ctx, id, statement, revision, beside) })
}

func (d *Directory) unsay(ctx context.Context, id string, statement facility.Statement, revision int64, beside []store.Beside) error {
	found, err := d.standing(ctx, id)
	if err != nil {
		return err
	}
	records, err := d.store.RecordsOf(ctx, id)
	if err != nil {
		return err
	}
	if len(records) == 0 { // an import has just merged it
		return &store.StaleError{IDs: []string{id}}
	}
	statements, err := d.statements(ctx, id)
	if err != nil {
		return err
	}
	row, err := d.foldOf(ctx, id, without(statements[id], statement))
	if err != nil {
		return err
	}
	row.Based = found.Revision
	keys := make([]string, len(records))
	for i, r := range records {
		keys[i] = r.Key
	}
	return d.store.Unsay(ctx, keys, revision, row, beside...)
}

// without leaves out the last of the statements that says the same, whatever
// record it is kept under and whatever it settled.
func without(statements []facility.Statement, said facility.Statement) []facility.Statement {
	for i, s := range slices.Backward(statements) {
		said.Record, said.Claims.Settled = s.Record, s.Claims.Settled
		if s.At.Equal(said.At) && s.Source == said.Source && s.Series == said.Series && reflect.DeepEqual(s.Claims, said.Claims) {
			return slices.Delete(slices.Clone(statements), i, i+1)
		}
	}
	return statements
}
