// Package checkin is how places tell how they stand: that nothing has changed,
// how much room there is, that they have moved or closed.
//
// A [Link] lets whoever holds a letter or a mail answer without an account. Who
// holds it is not proven to be the place, so an [Answer] is shown at once only
// when it does no harm should it be wrong: a confirmation is dated and can be
// taken back, openings are over in a day. That a place has moved or closed, and
// whatever is told in words, waits for a steward: see [Answer.Report] and
// docs/links.md.
package checkin
