package match

import "slices"

// around knows what else stands at a record's door and answers its number: at
// a door of many programmes a shared name says little, and alone at one much.
type around struct {
	profiles []profile
	door     map[string][]int // by state, number and core of the street: of every town
	phone    map[string][]int // by main number
}

func newAround(profiles []profile) *around {
	n := &around{profiles: profiles, door: map[string][]int{}, phone: map[string][]int{}}
	for i := range profiles {
		p := &profiles[i]
		if p.door.Number != "" {
			key := p.Address.State + "|" + p.door.Number + " " + p.door.Core
			n.door[key] = append(n.door[key], i)
			p.doorKey = key
		}
		if p.Phone != "" {
			n.phone[p.Phone] = append(n.phone[p.Phone], i)
		}
	}
	return n
}

// rival is a record that could be meant instead of one of a pair.
type rival struct{ index, of int } // of is the one that it could be

// rivals are the other records at either's door that could be the one that is
// sought: each is in an edition with the one, and in none with the other.
func (n *around) rivals(i, j int) []rival {
	a, b := &n.profiles[i], &n.profiles[j]
	others := n.door[a.doorKey]
	if b.doorKey != a.doorKey {
		others = slices.Concat(others, n.door[b.doorKey])
	}
	var found []rival
	for _, k := range others {
		c := &n.profiles[k]
		if k == i || k == j || sameRow(c, a) || sameRow(c, b) || !couldBeAt(c, a, b) {
			continue
		}
		switch withA, withB := told(c, a), told(c, b); {
		case withA && !withB:
			found = append(found, rival{k, j})
		case withB && !withA:
			found = append(found, rival{k, i})
		}
	}
	return found
}

// couldBeAt reports whether a third record is at the door of one of two: in
// their town, and not in a suite that differs from both.
func couldBeAt(c, a, b *profile) bool {
	return (oneDoor(c, a) || oneDoor(c, b)) && !(elsewhere(a, c) && elsewhere(b, c))
}

// elsewhere reports whether two records at one door have suites that differ.
func elsewhere(a, b *profile) bool {
	return a.door.Unit != "" && b.door.Unit != "" && !suitesMeet(a.door.Unit, b.door.Unit)
}

// ownNumber reports whether a number that two records share is that of no
// other record of their editions.
func (n *around) ownNumber(i, j int) bool {
	a, b := &n.profiles[i], &n.profiles[j]
	for _, number := range []string{a.Phone, b.Phone} {
		for _, k := range n.phone[number] {
			c := &n.profiles[k]
			if k != i && k != j && (told(c, a) || told(c, b)) {
				return false
			}
		}
	}
	return true
}
