package web

import "testing"

func TestTheWeightsOfTheBestMatchArePublished(t *testing.T) {
	serve(t, config()).get("/ranking").says(t,
		"Nobody can pay to be higher up.",
		"Up to 50 points for being near. A place 10 miles away gets half of them.",
		"Up to 30 points for the words you looked for.",
		"Up to 20 points for facts that are not old",
	)
}
