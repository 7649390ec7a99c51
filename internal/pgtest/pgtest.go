// Package pgtest gives tests a PostgreSQL of their own: see [pgcluster].
package pgtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"sync"
	"testing"

	"github.com/lib/pq"

	"haven/internal/leftout"
	"haven/internal/pgcluster"
)

// Cluster is a throw-away PostgreSQL server.
type Cluster struct{ *pgcluster.Cluster }

// URL returns the address of a fresh, empty database that is dropped after t.
// Its cluster is shared by the tests of this process and trades durability for speed.
func URL(t testing.TB) string {
	t.Helper()
	needPrograms(t)
	cluster, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return Cluster{cluster}.URL(t)
}

// shared is the process's one cluster. Nobody stops it: its script sees the process end.
var shared = sync.OnceValues(func() (*pgcluster.Cluster, error) {
	return pgcluster.Start("fsync=off", "full_page_writes=off", "synchronous_commit=off")
})

// Start gives t a cluster of its own, as durable as PostgreSQL is by default
// but for the settings given ("fsync=off"). It is stopped after t.
func Start(t testing.TB, settings ...string) Cluster {
	t.Helper()
	needPrograms(t)
	cluster, err := pgcluster.Start(settings...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	return Cluster{cluster}
}

func needPrograms(t testing.TB) {
	t.Helper()
	if !pgcluster.Installed() {
		leftout.Skip(t, "PostgreSQL", "apt-get install postgresql, or run make test")
	}
}

// URL returns the address of a fresh, empty database that is dropped after t.
func (c Cluster) URL(t testing.TB) string {
	t.Helper()
	admin, err := sql.Open("postgres", c.Cluster.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + rand.Text()
	if _, err := admin.ExecContext(t.Context(), "CREATE DATABASE "+pq.QuoteIdentifier(name)); err != nil {
		admin.Close()
		t.Fatalf("creating a test database: %v", err)
	}
	t.Cleanup(func() {
		defer admin.Close()
		// A failure means that the cluster was stopped, and the database with it.
		admin.ExecContext(context.Background(), "DROP DATABASE "+pq.QuoteIdentifier(name)+" WITH (FORCE)")
	})
	return c.Cluster.URL(name)
}
