// Package shift puts a helpline under the load of a day: agents who work at
// once on the pages of a running Haven, by HTTP and with sessions of their own,
// and a search load beside them. What they did is written down as they do it,
// and afterwards compared with what the desk, the database and the audit trail
// have of it.
//
// A day is drawn from a seed. Who gets which call is left to the agents, as at
// a helpline: whoever is free takes the next one.
package shift
