package tray

import (
	"context"
	"slices"
	"strings"

	"haven/internal/contradiction"
	"haven/internal/steward"
	"haven/internal/store"
)

// MatterKind is the kind of matters that pick-ups bring into the inbox.
const MatterKind = "import"

// What a matter of the kind is about.
const (
	AboutDrop   = "drop"   // much of the directory would be gone
	AboutFailed = "failed" // the file cannot be taken as it is
)

// Queue is where files wait that a pick-up fetched and a steward has to look
// at. What somebody uploads is theirs to follow.
func (t *Tray) Queue() steward.Queue { return queue{t} }

type queue struct{ tray *Tray }

func (queue) Kind() string { return MatterKind }

func (q queue) Open(ctx context.Context, limit int) ([]steward.Matter, error) {
	all, err := q.all(ctx)
	return all[:min(len(all), limit)], err
}

func (q queue) Count(ctx context.Context) (int, error) {
	all, err := q.all(ctx)
	return len(all), err
}

func (q queue) Find(ctx context.Context, ids ...string) ([]steward.Matter, error) {
	all, err := q.all(ctx)
	return slices.DeleteFunc(all, func(m steward.Matter) bool { return !slices.Contains(ids, m.ID) }), err
}

// all are those that wait, the oldest first: see [maxOpen].
func (q queue) all(ctx context.Context) ([]steward.Matter, error) {
	var all []steward.Matter
	for _, state := range dropped {
		rows, err := q.tray.store.TrayIn(ctx, state)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if strings.HasPrefix(row.Origin, PickedUp) && row.State != store.TrayWaiting {
				all = append(all, matterOf(row))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b steward.Matter) int { return a.Since.Compare(b.Since) })
	return all, nil
}

func matterOf(row store.TrayRow) steward.Matter {
	about := AboutFailed
	if row.State == store.TrayTried {
		about = AboutDrop
	}
	return steward.Matter{Kind: MatterKind, ID: row.ID, Since: row.Arrived, Severity: contradiction.Medium, About: about}
}
