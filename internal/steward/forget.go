package steward

import (
	"context"
	"time"
)

// wordsKept is how long visitors' words are kept once a steward has answered
// them: long enough to see that an answer was wrong. They may tell of their
// author whatever the form asks.
const wordsKept = 30 * 24 * time.Hour

// Forget deletes the words of reports that were answered more than thirty days
// ago; what they were about, and the answer, stay.
func (o *Office) Forget(ctx context.Context) error {
	return o.store.ForgetReportWords(ctx, o.now().Add(-wordsKept))
}
