// Package referral is the domain of the helpline desk: cases, the referrals
// made from them and what became of each, the calls to places, and the
// follow-ups that callers agreed to.
//
// Everything here is a pure function of what it is given, the clock included.
// The store keeps it; [haven/internal/referral/desk] does it.
package referral
