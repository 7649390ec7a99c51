package web

import "testing"

func TestTheWeightsOfTheBestMatchArePublished(t *testing.T) {
	serve(t, config()).get("/ranking").says(t,
		"Nobody can pay to be higher up.",
		"Up to 40 points for being near. A place 10 miles away gets half of them.",
		"Up to 24 points for the words you looked for.",
		"Up to 16 points for facts that are not old",
		"Up to 10 points for how often somebody answers when helplines call. Half of them while fewer than five calls are known. More calls alone give no more points",
		"10 points for an opening that was told within the last day. A place that says it is full loses nothing by it.",
	)
}
