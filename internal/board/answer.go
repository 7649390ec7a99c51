package board

import (
	"strconv"
	"time"
)

// bounds are those of the times until an answer, in minutes. One of them is the
// half hour that a place has.
var bounds = []int{5, 10, 15, 30, 60, 120, 240, 1440}

const (
	// Later is beyond the last of the bounds, Never no answer yet.
	Later = "later"
	Never = "never"
)

// Buckets are the times until an answer in their order: the minutes that each
// goes up to, then Later and Never.
func Buckets() []string {
	var all []string
	for _, b := range bounds {
		all = append(all, strconv.Itoa(b))
	}
	return append(all, Later, Never)
}

func bucketOf(sent Sent) string {
	if sent.Answered.IsZero() {
		return Never
	}
	waited := sent.Answered.Sub(sent.At)
	for _, b := range bounds {
		if waited <= time.Duration(b)*time.Minute {
			return strconv.Itoa(b)
		}
	}
	return Later
}

// inTime tells whether an answer came while the clock of the place's open hours
// had not run out.
func (sent Sent) inTime() bool { return !sent.Answered.IsZero() && !sent.Answered.After(sent.Due) }

// Acknowledged tells how soon places answer.
type Acknowledged struct {
	Sent, InTime int
	// Median is the bucket in which the middle one of all sent lies, "" for none.
	Median string
}

// Acknowledged tells how soon places answered the referrals counted.
func (c Counts) Acknowledged() Acknowledged {
	a := Acknowledged{InTime: c[Mark{InTime, "true", ""}]}
	a.Sent = a.InTime + c[Mark{InTime, "false", ""}]
	upTo := 0
	for _, bucket := range Buckets() {
		upTo += c[Mark{Answers, bucket, ""}]
		if upTo > 0 && 2*upTo >= a.Sent {
			a.Median = bucket
			break
		}
	}
	return a
}
