package ask

import (
	_ "embed" // the words are part of the program
	"sync"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
)

//go:embed words.txt
var wordsFile string

// words are what people's words mean. The file is part of the program: a fault
// in it is a fault of the build, which the tests show.
var words = sync.OnceValue(func() *lexicon.Lexicon {
	l, err := lexicon.New(wordsFile, facility.Builtin())
	if err != nil {
		panic("ask: " + err.Error())
	}
	return l
})
