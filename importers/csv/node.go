package csv

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"haven/importers/table"
)

// Limits of a mapping, far above any that a person writes.
const (
	maxMapping = 64 << 10 // bytes
	maxItems   = 1000     // of a list, or values of a column
	maxWord    = 200      // characters of a name or value
)

// MappingError is a fault of a mapping file.
type MappingError struct {
	Line   int
	Key    string // such as "codes.1.yes"; "" for the file as a whole
	Reason string
}

func (e *MappingError) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("the mapping, line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("the mapping, line %d, %s: %s", e.Line, e.Key, e.Reason)
}

// node is a part of the file with its key.
type node struct {
	*yaml.Node
	key string
}

func (n node) fault(format string, args ...any) error {
	return &MappingError{Line: n.Line, Key: n.key, Reason: fmt.Sprintf(format, args...)}
}

func (n node) child(name string, value *yaml.Node) node {
	if n.key != "" {
		name = n.key + "." + name
	}
	return node{value, name}
}

// pair is a key of a map with what it holds.
type pair struct {
	name  string
	value node
}

// pairs are a map's keys with their values, in order.
func (n node) pairs() ([]pair, error) {
	if n.Kind != yaml.MappingNode {
		return nil, n.fault("this must be a map: lines of key: value")
	}
	if len(n.Content)/2 > maxItems {
		return nil, n.fault("more than %d keys", maxItems)
	}
	var all []pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, err := n.child("", n.Content[i]).word()
		if err != nil {
			return nil, n.fault("line %d is no key", n.Content[i].Line)
		}
		value := n.child(name, n.Content[i+1])
		if slices.ContainsFunc(all, func(p pair) bool { return p.name == name }) {
			return nil, value.fault("this key is there twice")
		}
		all = append(all, pair{name, value})
	}
	return all, nil
}

// known are a map's values by key; it may have these keys only.
func (n node) known(keys ...string) (map[string]node, error) {
	pairs, err := n.pairs()
	if err != nil {
		return nil, err
	}
	values := make(map[string]node, len(pairs))
	for _, p := range pairs {
		if !slices.Contains(keys, p.name) {
			return nil, p.value.fault("there is no such key; here may be %s", strings.Join(keys, ", "))
		}
		values[p.name] = p.value
	}
	return values, nil
}

// word is a text on one line. "" is one.
func (n node) word() (string, error) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" && n.Value != "" {
		return "", n.fault("this must be a word or text")
	}
	if utf8.RuneCountInString(n.Value) > maxWord {
		return "", n.fault("longer than %d characters", maxWord)
	}
	return table.Clean(n.Value), nil
}

// words is one text or a list of texts.
func (n node) words() ([]string, error) {
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	all := make([]string, len(items))
	for i, item := range items {
		if all[i], err = item.word(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// items are the parts of a list; what is none is a list of one.
func (n node) items() ([]node, error) {
	switch {
	case n.Kind == yaml.AliasNode:
		return nil, n.fault("a mapping has no aliases: write it out")
	case n.Kind != yaml.SequenceNode:
		return []node{n}, nil
	case len(n.Content) == 0:
		return nil, n.fault("the list is empty")
	case len(n.Content) > maxItems:
		return nil, n.fault("more than %d items", maxItems)
	}
	all := make([]node, len(n.Content))
	for i, item := range n.Content {
		all[i] = n.child(fmt.Sprint(i+1), item)
	}
	return all, nil
}

// folded are texts with case and blanks aside.
func (n node) folded() (map[string]bool, error) {
	words, err := n.words()
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[fold(word)] = true
	}
	return set, err
}

func fold(text string) string { return strings.ToLower(table.Clean(text)) }
