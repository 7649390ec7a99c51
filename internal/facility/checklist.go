package facility

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Checklist is what a place says in known items, which every language has words
// for, and in words of its own.
type Checklist struct {
	Items []string `json:"items,omitempty"` // in the order of the field's items
	Words string   `json:"words,omitempty"` // as the place wrote them
}

// MaxWords is how many letters a place's own words have at most.
const MaxWords = 600

// checklistItems are what can be ticked, by field.
var checklistItems = map[Field][]string{
	FieldBring: {"id", "insurance-card", "medicines", "medicine-list", "referral", "income-proof", "address-proof",
		"clothes", "no-phone", "nothing"},
	FieldAccess: {"step-free", "elevator", "restroom", "beds", "sign-language", "large-print", "service-animals",
		"parking", "transit"},
	FieldFees: {"free", "first-visit-free", "insurance-only", "deposit", "payment-plan", "nobody-turned-away"},
}

// ChecklistItems are the items of a field, in the order in which they are
// asked for; nil for fields that are no checklist.
func ChecklistItems(f Field) []string { return slices.Clone(checklistItems[f]) }

func (c Checklist) validate(f Field) error {
	if len(c.Items) == 0 && c.Words == "" {
		return fmt.Errorf("%s has neither an item nor words", f)
	}
	for i, item := range c.Items {
		if !slices.Contains(checklistItems[f], item) || slices.Contains(c.Items[:i], item) {
			return fmt.Errorf("%q is no item of %s, or is there twice: use some of %v", item, f, checklistItems[f])
		}
	}
	if !utf8.ValidString(c.Words) || utf8.RuneCountInString(c.Words) > MaxWords {
		return fmt.Errorf("%s: words are at most %d letters", f, MaxWords)
	}
	return nil
}

func (c Checklist) same(d Checklist) bool {
	return slices.Equal(c.Items, d.Items) && c.Words == d.Words
}

func (c Checklist) String() string {
	text := strings.Join(c.Items, ", ")
	if text != "" && c.Words != "" {
		text += "; "
	}
	return text + c.Words
}
