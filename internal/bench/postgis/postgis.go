// Package postgis answers searches with PostgreSQL and PostGIS, set up as well
// as we know how, to compare the index with.
//
//   - Places are geography on the sphere, in a GiST index; the rows lie in the
//     order of a space-filling curve.
//   - Codes are arrays of intarray in GIN indexes: those answered with yes, and
//     those not answered with no, which finds what may match without a scan.
//   - Words are a tsvector without stems and positions in a GIN index; mistyped
//     ones are looked up by trigrams and judged by Levenshtein's distance.
//   - A search is one statement and one round trip, planned with its values.
package postgis

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/lib/pq"

	"haven/internal/facility"
	"haven/internal/pgcluster"
)

// ErrMissing means that this machine lacks PostgreSQL or PostGIS.
var ErrMissing = errors.New("PostgreSQL with PostGIS is not installed")

var (
	//go:embed schema.sql
	schema string
	//go:embed indexes.sql
	indexes string
)

// Peer is a throw-away PostgreSQL that holds listings. It implements
// [facility.Searcher] but for suggestions, and knows searches near a point
// alone, ordered by distance and with counts.
type Peer struct {
	BuildTime time.Duration
	Bytes     int64 // of the table and its indexes

	cluster *pgcluster.Cluster
	db      *sql.DB
	prepared
	taxonomy
}

// Open starts a server and loads the listings, whose codes are all built-in
// ones. It fails with ErrMissing.
func Open(ctx context.Context, listings []facility.Listing) (*Peer, error) {
	if !pgcluster.Installed() {
		return nil, ErrMissing
	}
	cluster, err := pgcluster.Start(settings()...)
	if err != nil {
		return nil, err
	}
	p := &Peer{cluster: cluster, taxonomy: newTaxonomy(), prepared: prepared{statements: map[string]*sql.Stmt{}}}
	if err := p.start(ctx, listings); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

func (p *Peer) start(ctx context.Context, listings []facility.Listing) error {
	var err error
	if p.db, err = sql.Open("postgres", p.cluster.URL("postgres")); err != nil {
		return fmt.Errorf("open PostgreSQL: %w", err)
	}
	p.db.SetMaxIdleConns(connections)
	if _, err := p.db.ExecContext(ctx, schema); err != nil {
		if fault := (*pq.Error)(nil); errors.As(err, &fault) && (fault.Code == noExtension || fault.Code == noFile) {
			return ErrMissing
		}
		return fmt.Errorf("set up PostGIS: %w", err)
	}
	return p.load(ctx, listings)
}

// What PostgreSQL says, by version, of an extension that is not installed.
const (
	noExtension pq.ErrorCode = "0A000"
	noFile      pq.ErrorCode = "58P01"
)

// connections are kept open: one for each goroutine that searches.
const connections = 4

// Close stops the server and removes its data.
func (p *Peer) Close() {
	if p.db != nil {
		p.db.Close()
	}
	p.cluster.Stop()
}

// settings give PostgreSQL the memory that its handbook advises, and spare it
// what a copy of data that can be made again does not need.
func settings() []string {
	memory := memory()
	return []string{
		fmt.Sprintf("shared_buffers=%dMB", memory/4>>20),
		fmt.Sprintf("effective_cache_size=%dMB", memory/2>>20),
		fmt.Sprintf("work_mem=%dMB", memory/32>>20),
		fmt.Sprintf("maintenance_work_mem=%dMB", memory/16>>20),
		"max_wal_size=8GB", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
		"random_page_cost=1.1",               // everything is in memory
		"jit=off",                            // compiling takes longer than it saves
		"max_parallel_workers_per_gather=0",  // a worker costs more than it saves: it is handed codes row by row
		"plan_cache_mode=force_generic_plan", // of what is prepared
		"pg_trgm.similarity_threshold=0.15",  // below what two edits can leave
		"autovacuum=off",                     // the tables are vacuumed once they are loaded
		"default_statistics_target=500",      // more is known of frequent codes and words
	}
}

// memory is the machine's, in bytes; little if it cannot be told.
func memory() int64 {
	const little = 2 << 30
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return little
	}
	var kilobytes int64
	if _, err := fmt.Sscanf(string(info), "MemTotal: %d kB", &kilobytes); err != nil {
		return little
	}
	return kilobytes << 10
}
