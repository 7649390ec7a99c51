// Package audit keeps a trail of who did what, when and from where, which
// nobody shortens or rewrites unseen.
//
// Each [Entry] carries a hash under a key that is in no database; it covers
// the entry before. The [Head] says how many entries there are, under the same
// key, so that a trail that was cut at its end is seen, too. What cannot be
// seen is a whole database put back to an earlier state: note the head that
// `haven audit verify` prints somewhere else.
//
// The trail holds ids and names of actions, never words: [Book.Note] refuses
// what does not look like one.
package audit
