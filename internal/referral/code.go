package referral

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// A code leads a helpline's staff back to a case. It says nothing: three words
// and five digits at random, "cactus-lemon-rocket-20417". 256³ × 10⁵ codes are
// 40.6 bits.
const (
	codeWords  = 3
	codeDigits = 5
	digitRange = 100_000
)

// words.txt: 256 common short words that sound different, none of which begins
// another, so that a code is understood without its hyphens, too.
//
//go:embed words.txt
var wordFile string

var wordList = strings.Fields(wordFile)

// ErrNoCode: this is not a code. It says nothing about whether a case is there.
var ErrNoCode = errors.New("a code is three words and five digits, such as cactus-lemon-rocket-20417")

// Code is a code in its one spelling.
type Code string

// NewCode makes a code at random.
func NewCode() Code {
	parts := make([]string, 0, codeWords+1)
	for range codeWords {
		parts = append(parts, wordList[random(len(wordList))])
	}
	return Code(strings.Join(append(parts, fmt.Sprintf("%0*d", codeDigits, random(digitRange))), "-"))
}

func random(below int) int64 {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(below)))
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return n.Int64()
}

// ParseCode reads a code as somebody heard or typed it: case, blanks, hyphens
// and other marks between its parts do not matter.
func ParseCode(heard string) (Code, error) {
	if len(heard) > 200 {
		return "", ErrNoCode
	}
	rest := strings.Map(onlyWordsAndDigits, heard)
	var parts []string
	for range codeWords {
		word := leadingWord(rest)
		if word == "" {
			return "", ErrNoCode
		}
		parts, rest = append(parts, word), rest[len(word):]
	}
	if len(rest) != codeDigits || strings.Trim(rest, "0123456789") != "" {
		return "", ErrNoCode
	}
	return Code(strings.Join(append(parts, rest), "-")), nil
}

func onlyWordsAndDigits(r rune) rune {
	if unicode.IsSpace(r) || unicode.IsPunct(r) || r == '+' {
		return -1
	}
	return unicode.ToLower(r)
}

func leadingWord(text string) string {
	for _, word := range wordList {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// Hash is all the store keeps of a code: keyed, so that a copy of the database
// gives no codes, and bound to the helpline, so that it leads nowhere in another.
func (c Code) Hash(key []byte, helpline string) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "haven case code\x00%s\x00%s", helpline, c)
	return hex.EncodeToString(mac.Sum(nil))
}
