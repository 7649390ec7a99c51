package day

import (
	"time"

	"haven/internal/referral"
)

// story is somebody's search for help, made up.
type story struct {
	ago                   time.Duration // before the visitor comes
	near                  string
	needs                 []string
	language              string
	channel               referral.Channel
	disposition           referral.Disposition
	contactOK             referral.ContactPreference
	notes, words, contact string
	called                bool // its first place was called often before
	steps                 []step
}

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

var (
	callBack = referral.ContactPreference{MayCall: true, MayMessage: true}
	noNotes  = referral.ContactPreference{MayCall: true}
	none     = referral.ContactPreference{}
)

// stories are the cases of the demo: those of this shift, and older ones that
// are to be followed up.
var stories = []story{
	{ago: 9 * minute, near: "Atlanta, GA", needs: []string{"BU", "MD"}, language: "en", channel: referral.ByCall, disposition: referral.StillOpen,
		notes: "Stopped using four days ago and wants to stay stopped. Has Medicaid.", words: "I do not want to be sick at work again.", called: true,
		steps: []step{{0, open}, {3 * minute, awaitRoom}}},
	{ago: 14 * minute, near: "Houston, TX", needs: []string{"RD", "SP"}, language: "es", channel: referral.ByCall, disposition: referral.StillOpen,
		notes: "Llama por su hermano. Prefiere hablar en español.", words: "No sabemos por dónde empezar.", called: true,
		steps: []step{{0, open}, {4 * minute, askRoom}}},
	{ago: 21 * minute, near: "Phoenix, AZ", needs: []string{"OIT"}, language: "en", channel: referral.ByChat, disposition: referral.StillOpen,
		contactOK: noNotes, notes: "Writes from work, after 5 pm only.", steps: []step{{0, open}, {6 * minute, draft}}},
	{ago: 26 * minute, near: "Atlanta, GA", needs: []string{"MU"}, language: "en", channel: referral.WalkIn, disposition: referral.StillOpen,
		notes: "Came in with a friend. Took methadone before and did well with it.", steps: []step{{0, open}, {8 * minute, refer}}},
	{ago: 40 * minute, near: "Denver, CO", needs: []string{"RES", "WN"}, language: "en", channel: referral.ByCall, disposition: referral.StillOpen,
		contactOK: callBack, contact: "Dana, 303 555 0142", notes: "Two children at home; needs a place that helps with that.", called: true,
		steps: []step{{0, open}, {3 * minute, consented}, {9 * minute, refer}, {22 * minute, placeSays(referral.Move{To: referral.Acknowledged})}}},
	{ago: 55 * minute, near: "Chicago, IL", needs: []string{"OD"}, language: "en", channel: referral.ByCall, disposition: referral.StillOpen,
		notes: "The place has not answered yet.", steps: []step{{0, open}, {6 * minute, refer}}},
	{ago: 80 * minute, near: "Houston, TX", needs: []string{"BU", "SP"}, language: "es", channel: referral.ByText, disposition: referral.StillOpen,
		contactOK: callBack, contact: "Marisol, 713 555 0117", notes: "Escribe por la mañana. Tiene carro.",
		steps: []step{{0, open}, {2 * minute, consented}, {7 * minute, refer}, {18 * minute, placeSays(referral.Move{To: referral.Declined, Reason: referral.NoRoom})}}},
	{ago: 95 * minute, near: "Atlanta, GA", needs: []string{"RES", "MD"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Sam, 404 555 0163", notes: "First place was full, the second took the referral.",
		steps: []step{{0, open}, {2 * minute, consented}, {6 * minute, refer}, {15 * minute, placeSays(referral.Move{To: referral.Declined, Reason: referral.NoRoom})},
			{19 * minute, refer}, {27 * minute, placeSays(referral.Move{To: referral.Accepted})}}},
	{ago: 2 * hour, near: "Seattle, WA", needs: []string{"NU"}, language: "en", channel: referral.ByCall, disposition: referral.WarmHandOff,
		notes: "Alcohol. Wanted somebody to stay on the line.", called: true, steps: []step{{0, open}, {9 * minute, handOff}, {12 * minute, heard(referral.Move{To: referral.Scheduled})}}},
	{ago: 150 * minute, near: "Phoenix, AZ", needs: []string{"RES"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Lee, 602 555 0188", notes: "Can wait a week, has a bed at a friend's.",
		steps: []step{{0, open}, {3 * minute, consented}, {7 * minute, refer}, {21 * minute, placeSays(referral.Move{To: referral.Waitlisted})}}},
	{ago: 3 * hour, near: "Denver, CO", needs: []string{"ORT"}, language: "en", channel: referral.ByChat, disposition: referral.InformationOnly,
		notes: "A teacher asked what there is for students' parents.", steps: []step{{0, open}, {5 * minute, readOut}}},
	{ago: 200 * minute, near: "Chicago, IL", needs: []string{"MU", "MD"}, language: "en", channel: referral.ByCall, disposition: referral.CallerLeft,
		notes: "The line went dead. No number.", steps: []step{{0, open}}},
	{ago: 220 * minute, near: "Houston, TX", needs: []string{"HID"}, language: "es", channel: referral.ByCall, disposition: referral.EmergencyCalled,
		notes: "Temblores y fiebre. Quedamos en la línea hasta que llegó la ambulancia.", steps: []step{{0, open}}},
	{ago: 4 * hour, near: "Atlanta, GA", needs: []string{"BU"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Robin, 404 555 0129", notes: "Works nights; mornings are best.", called: true,
		steps: []step{{0, open}, {2 * minute, consented}, {5 * minute, refer}, {6 * minute, shared}, {17 * minute, placeSays(referral.Move{To: referral.Scheduled})}}},
	{ago: 260 * minute, near: "Boise, ID", needs: []string{"RES", "SP"}, language: "es", channel: referral.ByCall, disposition: referral.NothingFound,
		notes: "No hay nada en español con cama a menos de cien millas.", steps: []step{{0, open}}},
	{ago: 5 * hour, near: "Phoenix, AZ", needs: []string{"OIT", "SP"}, language: "es", channel: referral.ByCall, disposition: referral.ReferralMade,
		notes: "Llamó otra vez con su código; siguió una colega.",
		steps: []step{{0, open}, {8 * minute, readOut}, {90 * minute, resumed}, {95 * minute, refer}, {110 * minute, placeSays(referral.Move{To: referral.Acknowledged})}}},
	{ago: day + hour, near: "Seattle, WA", needs: []string{"BU"}, language: "en", channel: referral.ByText, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Alex, 206 555 0171", notes: "Wants to start before the weekend.",
		steps: []step{{0, open}, {2 * minute, consented}, {6 * minute, refer}, {20 * minute, placeSays(referral.Move{To: referral.Accepted})},
			{30 * minute, followUpIn(20 * hour)}}},
	{ago: 2*day + 2*hour, near: "Atlanta, GA", needs: []string{"MU"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Jo, 404 555 0155", notes: "Lives near the train.",
		steps: []step{{0, open}, {3 * minute, consented}, {8 * minute, refer}, {16 * minute, placeSays(referral.Move{To: referral.Scheduled})},
			{30 * hour, placeSays(referral.Move{To: referral.Attended})}, {31 * hour, followUpIn(12 * hour)}}},
	{ago: 3 * day, near: "Chicago, IL", needs: []string{"RES"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Pat, 312 555 0136", notes: "Did not come to the first appointment; wants another.",
		steps: []step{{0, open}, {2 * minute, consented}, {9 * minute, refer}, {28 * minute, heard(referral.Move{To: referral.Scheduled})},
			{36 * hour, placeSays(referral.Move{To: referral.NoShow})}, {37 * hour, followUpIn(20 * hour)}}},
	{ago: 5 * day, near: "Denver, CO", needs: []string{"BU", "MD"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Kit, 303 555 0109", notes: "Started on medication on the third day.",
		steps: []step{{0, open}, {2 * minute, consented}, {5 * minute, refer}, {15 * minute, placeSays(referral.Move{To: referral.Scheduled})},
			{50 * hour, placeSays(referral.Move{To: referral.Attended})}, {51 * hour, followUpIn(20 * hour)},
			{75 * hour, askedWhatBecame(referral.Met, "", "Feels heard there and goes on.")},
			{76 * hour, placeSays(referral.Move{To: referral.Closed, Outcome: referral.Met})}}},
	{ago: 6 * day, near: "Houston, TX", needs: []string{"OD", "SP"}, language: "es", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Andrés, 713 555 0194", notes: "No tiene seguro.",
		steps: []step{{0, open}, {3 * minute, consented}, {6 * minute, refer}, {30 * minute, placeSays(referral.Move{To: referral.Waitlisted})},
			{31 * minute, followUpIn(40 * hour)}, {42 * hour, askedWhatBecame(referral.Unmet, referral.WaitTooLong, "Tres semanas de espera.")},
			{43 * hour, heard(referral.Move{To: referral.CouldNotContact})}}},
	{ago: 7 * day, near: "Atlanta, GA", needs: []string{"ORT"}, language: "en", channel: referral.WalkIn, disposition: referral.ReferralMade,
		contactOK: noNotes, contact: "Max, 404 555 0147", notes: "Prefers a small group.",
		steps: []step{{0, open}, {2 * minute, consented}, {5 * minute, refer}, {19 * minute, placeSays(referral.Move{To: referral.Accepted})},
			{20 * minute, followUpIn(48 * hour)}, {49 * hour, askedWhatBecame(referral.Partly, referral.TooFar, "Goes every second week; the bus takes long.")}}},
	{ago: 8 * day, near: "Phoenix, AZ", needs: []string{"RS"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		notes: "Changed their mind and will stay with family first.",
		steps: []step{{0, open}, {7 * minute, refer}, {40 * minute, heard(referral.Move{To: referral.Withdrawn})}}},
	{ago: 9 * day, near: "Seattle, WA", needs: []string{"OIT"}, language: "en", channel: referral.ByChat, disposition: referral.InformationOnly,
		notes: "Asked for evening groups; took the list along.", steps: []step{{0, open}, {4 * minute, readOut}}},
	{ago: 10 * day, near: "Chicago, IL", needs: []string{"BU"}, language: "en", channel: referral.ByCall, disposition: referral.ReferralMade,
		contactOK: callBack, contact: "Chris, 312 555 0178", notes: "Insurance was the hard part.",
		steps: []step{{0, open}, {2 * minute, consented}, {5 * minute, refer}, {22 * minute, placeSays(referral.Move{To: referral.Declined, Reason: referral.PayerRefused})},
			{25 * minute, refer}, {50 * minute, placeSays(referral.Move{To: referral.Scheduled})}, {3 * day, placeSays(referral.Move{To: referral.Attended})},
			{4 * day, came(referral.ReferralMade)}}},
}
