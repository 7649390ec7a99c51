// Package index finds listings. It is a cache of the store: listings in the
// order of their H3 cells with a bit for each answered service code, and Bleve
// for their words.
//
// # How a search is answered
//
//	                 ┌ tree of cells: which rows are near? ────────┐
//	query ─► place ──┤ areas: which are in the county or state?    ├─► within ─┐
//	         text ───┤ lexicon (Bleve): which have all the words?  │           │
//	         gone ───┴ listed: which does a source still state?  ──┘           │
//	                                                                           ▼
//	         now ──── moments: judged by the clock of who looks ──► fit, may fit ──┐
//	         groups ── columns: a bit a row, OR in a group, AND of groups ─► sure, may
//	                                                                           │
//	                  total = |sure|   maybe = |may| - |sure|   ◄──────────────┤
//	                  counts = rows of sure added up bit by bit ◄──────────────┤
//	                  hits   = the nearest or best of sure      ◄──────────────┘
//
// Rows are listings sorted by cell, so that a cell of any resolution is one
// range of rows, near places have near rows, and the answer to a search near
// a point lies in a few stretches of words of 64 rows each. All sets of rows
// are bits over these words; what is outside of a search's stretches is never
// looked at. The documents of the Bleve index are numbered as the rows are,
// so that its postings are such sets, too.
//
// What holds for a while only (openings, hours, a confirmation) stands in
// [moments] with when it was said. A search with conditions judges the entries of
// its stretches by its own clock; one without looks at none, and nothing is
// rewritten because time goes by.
//
// # How it stays true
//
// A [generation] is a part (the columns) with its Bleve index, both immutable
// and kept on disk. Changes since then are a second, small part in memory,
// and the rows they replace are struck from the first. Both stand behind one
// pointer, the [snapshot]: a search works on one snapshot from begin to end.
// When changes have gathered, they are merged in the background into the next
// generation. The whole folder may be deleted at any time: it is built again
// from the store.
package index
