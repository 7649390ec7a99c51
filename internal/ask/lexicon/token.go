package lexicon

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is a word of a text.
type Token struct {
	Word     string // lower-case, without diacritics and apostrophes
	From, To int    // where it stands in the text, in bytes
	Capital  bool   // written in capitals, two letters or more
	Comma    bool   // a comma stands before it
	Slash    bool   // a slash stands before it
	Quoted   bool   // inside of quotation marks
}

// Tokens splits a text into words. Letters and digits make words; apostrophes
// join them ("mom's" is "moms"), all else parts them.
func Tokens(text string) []Token {
	r := reader{quotes: closedQuotes(text)}
	for at, c := range text {
		r.read(at, c)
	}
	r.end()
	return r.tokens
}

type reader struct {
	tokens []Token
	word   []byte
	next   Token // the one that is being read, or is to come
	// letters and capitals are those of the word so far.
	letters, capitals int
	joined            int // length of the word before its last apostrophe; 0 without
	quotes            int // quotation marks still to come that have a partner
}

func (r *reader) read(at int, c rune) {
	switch {
	case IsQuote(c):
		r.end()
		if r.quotes > 0 {
			r.quotes--
			r.next.Quoted = !r.next.Quoted
		}
	case unicode.IsLetter(c) || unicode.IsDigit(c):
		r.letter(at, c)
	case isApostrophe(c) && len(r.word) > 0:
		r.joined = len(r.word)
	case unicode.Is(unicode.Mn, c):
	default:
		r.end()
		r.next.Comma = r.next.Comma || c == ','
		r.next.Slash = r.next.Slash || c == '/'
	}
}

func (r *reader) letter(at int, c rune) {
	if len(r.word) == 0 {
		r.next.From = at
	}
	r.next.To = at + utf8.RuneLen(c)
	if unicode.IsLetter(c) {
		r.letters++
	}
	if unicode.IsUpper(c) {
		r.capitals++
	}
	r.word = appendPlain(r.word, c)
}

func (r *reader) end() {
	if len(r.word) == 0 {
		r.joined = 0
		return
	}
	t := r.next
	t.Word = r.plainWord()
	t.Capital = r.letters > 1 && r.capitals == r.letters
	r.tokens = append(r.tokens, t)
	r.next = Token{Quoted: t.Quoted}
	r.word, r.letters, r.capitals, r.joined = r.word[:0], 0, 0, 0
}

// plainWord writes what is short for "overdosed", "od'd", unlike "odd".
func (r *reader) plainWord() string {
	if r.joined > 0 && string(r.word[r.joined:]) == "d" {
		return string(r.word[:r.joined]) + "ed"
	}
	return string(r.word)
}

// appendPlain appends a letter in lower case and without its diacritics.
func appendPlain(word []byte, c rune) []byte {
	if c < utf8.RuneSelf {
		return append(word, byte(unicode.ToLower(c)))
	}
	for _, part := range norm.NFD.String(string(c)) {
		if !unicode.Is(unicode.Mn, part) {
			word = utf8.AppendRune(word, unicode.ToLower(part))
		}
	}
	return word
}

// IsQuote reports whether a character is a quotation mark.
func IsQuote(c rune) bool { return c == '"' || c == '“' || c == '”' || c == '«' || c == '»' }

func isApostrophe(c rune) bool {
	return c == '\'' || c == '’' || c == '‘' || c == '`' || c == 'ʻ' || c == 'ʼ'
}

// closedQuotes is how many quotation marks have a partner.
func closedQuotes(text string) int {
	n := 0
	for _, c := range text {
		if IsQuote(c) {
			n++
		}
	}
	return n - n%2
}
