// Package seal hides what somebody asked for in an address: encrypted and
// authenticated under a random key that is deleted when its time is over. An
// address in a history or a log can then be read by nobody, ourselves
// included.
//
// Each [Purpose] has keys of its own. They are kept in the store, so that
// addresses survive a restart and every replica opens those of the others, and
// there they are wrapped by the master key, which comes from a file: whoever
// has a copy of the database alone can open nothing.
package seal
