package postgis

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

// load copies the listings and builds the indexes.
func (p *Peer) load(ctx context.Context, listings []facility.Listing) error {
	started := time.Now()
	if err := p.copy(ctx, listings); err != nil {
		return fmt.Errorf("copy listings to PostgreSQL: %w", err)
	}
	for _, statement := range []string{indexes, "VACUUM ANALYZE listing", "VACUUM ANALYZE vocabulary"} {
		if _, err := p.db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("index listings in PostgreSQL: %w", err)
		}
	}
	p.BuildTime = time.Since(started)
	size := "SELECT pg_total_relation_size('listing') + pg_total_relation_size('vocabulary')"
	return p.db.QueryRowContext(ctx, size).Scan(&p.Bytes)
}

func (p *Peer) copy(ctx context.Context, listings []facility.Listing) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.copyIn(ctx, tx, listings); err != nil {
		return err
	}
	return tx.Commit()
}

func (p *Peer) copyIn(ctx context.Context, tx *sql.Tx, listings []facility.Listing) error {
	in, err := tx.PrepareContext(ctx, "COPY listing (id, place, yes, may, words) FROM STDIN")
	if err != nil {
		return err
	}
	defer in.Close()
	for i := range listings {
		if _, err := in.ExecContext(ctx, p.values(&listings[i])...); err != nil {
			return err
		}
	}
	_, err = in.ExecContext(ctx) // all have come
	return err
}

// values are those of the columns of a listing, as PostgreSQL reads them.
func (p *Peer) values(l *facility.Listing) []any {
	at := l.Location.Point
	return []any{
		l.ID, fmt.Sprintf("SRID=4326;POINT(%v %v)", at.Lon, at.Lat),
		array(p.numbersOf(l.Yes.List())), array(p.notNo(l)), strings.Join(words(l), " "),
	}
}

// words are those that searches find a listing by.
func words(l *facility.Listing) []string {
	return scan.Words(strings.Join([]string{l.Name.Name, l.Name.Unit, l.Address.Street, l.Address.City}, " "))
}
