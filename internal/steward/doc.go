// Package steward is the work of those who keep the directory true: one inbox
// of everything that waits for them, and what they decide. A decision about a
// listing is a statement like any other, so that the fold, and not this
// package, makes of it what is shown.
package steward
