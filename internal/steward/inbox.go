package steward

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

const (
	// PerPage is how many matters a page of the inbox has.
	PerPage = 25
	// MaxPage is the last page there is: matters beyond it come up as earlier
	// ones are settled.
	MaxPage = 40
)

// Filter is what somebody wants to see of the inbox.
type Filter struct {
	Kind string // "" for all kinds
	Mine string // the account that took them, "" for everybody's
	Page int    // from 1
}

// Inbox is a page of the stewards' inbox.
type Inbox struct {
	Matters []Matter
	Total   int // of all pages
	Page    int
	Last    int // page
	Counts  []Count
	Mine    int // how many the asker has taken
}

// Count is how many matters of a kind wait.
type Count struct {
	Kind string
	Open int
}

// Inbox returns what waits, for an account.
func (o *Office) Inbox(ctx context.Context, account string, f Filter) (Inbox, error) {
	f.Page = min(max(f.Page, 1), MaxPage)
	in := Inbox{Page: f.Page}
	taken, err := o.takenBy(ctx, account)
	if err != nil {
		return in, err
	}
	in.Mine = len(taken)
	for _, q := range o.queues {
		open, err := q.Count(ctx)
		if err != nil {
			return in, err
		}
		in.Counts = append(in.Counts, Count{q.Kind(), open})
		if f.Kind == "" || f.Kind == q.Kind() {
			in.Total += open
		}
	}
	all := taken
	if f.Mine == "" {
		all, err = o.first(ctx, f.Kind, f.Page*PerPage)
	} else {
		all = slices.DeleteFunc(all, func(m Matter) bool { return f.Kind != "" && m.Kind != f.Kind })
		in.Total = len(all)
	}
	if err != nil {
		return in, err
	}
	in.Last = min(max(1, (in.Total+PerPage-1)/PerPage), MaxPage)
	in.Matters = all[min((f.Page-1)*PerPage, len(all)):min(f.Page*PerPage, len(all))]
	return in, o.complete(ctx, in.Matters)
}

// first returns the first matters of all queues, or those of one kind. Each
// queue keeps its order; of their heads the most severe goes first, then the
// oldest.
func (o *Office) first(ctx context.Context, kind string, limit int) ([]Matter, error) {
	var heads [][]Matter
	for _, q := range o.queues {
		if kind != "" && kind != q.Kind() {
			continue
		}
		open, err := q.Open(ctx, limit)
		if err != nil {
			return nil, err
		}
		heads = append(heads, open)
	}
	var merged []Matter
	for len(merged) < limit {
		heads = slices.DeleteFunc(heads, func(q []Matter) bool { return len(q) == 0 })
		if len(heads) == 0 {
			break
		}
		slices.SortStableFunc(heads, func(a, b []Matter) int { return urgency(a[0], b[0]) })
		merged, heads[0] = append(merged, heads[0][0]), heads[0][1:]
	}
	return merged, nil
}

func urgency(a, b Matter) int {
	return cmp.Or(cmp.Compare(b.Severity, a.Severity), a.Since.Compare(b.Since), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}

// takenBy returns what somebody has taken and still waits.
func (o *Office) takenBy(ctx context.Context, account string) ([]Matter, error) {
	rows, err := o.store.AssignedTo(ctx, account)
	if err != nil {
		return nil, err
	}
	ids := map[string][]string{}
	for _, row := range rows {
		ids[row.Kind] = append(ids[row.Kind], row.ID)
	}
	var taken []Matter
	for _, q := range o.queues {
		if len(ids[q.Kind()]) == 0 {
			continue
		}
		found, err := q.Find(ctx, ids[q.Kind()]...)
		if err != nil {
			return nil, err
		}
		taken = append(taken, found...)
	}
	slices.SortFunc(taken, urgency)
	return taken, nil
}

// complete fills in the places and who has taken the matters.
func (o *Office) complete(ctx context.Context, matters []Matter) error {
	for i := range matters {
		m := &matters[i]
		var err error
		if m.Place, err = o.place(ctx, m.Listing); err != nil {
			return err
		}
		row, err := o.store.Assignment(ctx, m.Kind, m.ID)
		if err != nil {
			return err
		}
		m.Assigned, m.Assignee = row.Account, row.Email
	}
	return nil
}

// place is the place that an id leads to; a zero one for none.
func (o *Office) place(ctx context.Context, id string) (facility.Listing, error) {
	if id == "" {
		return facility.Listing{}, nil
	}
	found, err := o.store.Listing(ctx, id)
	if err == nil && found.State == store.Merged {
		found, err = o.store.Listing(ctx, found.Into)
	}
	if errors.Is(err, store.ErrNotFound) {
		return facility.Listing{}, nil
	}
	return found.Listing, err
}

// Matter returns a matter that waits; ErrNotFound.
func (o *Office) Matter(ctx context.Context, kind, id string) (Matter, error) {
	for _, q := range o.queues {
		if q.Kind() != kind {
			continue
		}
		found, err := q.Find(ctx, id)
		if err != nil || len(found) == 0 {
			return Matter{}, cmp.Or(err, ErrNotFound)
		}
		return found[0], o.complete(ctx, found)
	}
	return Matter{}, ErrNotFound
}

// Take gives a matter to who asks, and reports whether it was free, or theirs;
// ErrNotFound.
func (o *Office) Take(ctx context.Context, by audit.Who, kind, id string) (bool, error) {
	if _, err := o.Matter(ctx, kind, id); err != nil {
		return false, err
	}
	row := store.AssignmentRow{Kind: kind, ID: id, Account: by.Account, At: o.now()}
	return o.store.Assign(ctx, row, o.book.Note(by, "matter.taken", kind+":"+id))
}

// Release lets others take a matter; whoever has it, as somebody may be ill.
// ErrNotFound.
func (o *Office) Release(ctx context.Context, by audit.Who, kind, id string) error {
	if _, err := o.Matter(ctx, kind, id); err != nil {
		return err
	}
	_, err := o.store.Unassign(ctx, kind, id, o.book.Note(by, "matter.released", kind+":"+id))
	return err
}
