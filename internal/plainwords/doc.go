// Package plainwords judges what Haven says to people: how hard a text is to
// read, and whether it holds words that put somebody down. It is for tests; no
// page is made with it.
package plainwords
