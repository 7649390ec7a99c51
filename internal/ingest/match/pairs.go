package match

import "slices"

// maxBlock is the most records compared with each other for sharing a key.
// A number or ZIP code shared by more is not evidence, and the street block
// still brings neighbours together.
const maxBlock = 400

// meet calls each once for every pair of records that share a ZIP code, a
// street or a number, as indexes a < b.
func meet(profiles []profile, each func(a, b int)) {
	blocks := map[string][]int{}
	for i := range profiles {
		for _, key := range blockKeys(&profiles[i]) {
			blocks[key] = append(blocks[key], i)
		}
	}
	seen := map[[2]int]bool{}
	for _, block := range blocks {
		if len(block) > maxBlock {
			continue
		}
		for i, a := range block {
			for _, b := range block[i+1:] {
				if pair := [2]int{a, b}; !seen[pair] {
					seen[pair] = true
					each(a, b)
				}
			}
		}
	}
}

// blockKeys are the keys under which a record can meet others.
func blockKeys(p *profile) []string {
	var keys []string
	if p.zip != "" {
		keys = append(keys, "z"+p.zip)
	}
	if p.door.Number != "" {
		keys = append(keys, "s"+p.city+"|"+p.door.Number+" "+p.door.Core)
	}
	for _, phone := range append([]string{p.Phone}, p.Others...) {
		if key := "p" + phone; phone != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
