package index

import "time"

// Stats tell operators about an index.
type Stats struct {
	Listings   int   // that searches can find, gone ones included
	Pending    int   // changes not yet merged into the generation
	Revision   int64 // of the source, that searches reflect
	Generation int
	Bytes      int64         // of the search structures in memory
	DiskBytes  int64         // of the generation's files, the text index among them
	BuildTime  time.Duration // of the generation; zero if an earlier run built it
}

// Stats is the zero value after Close.
func (e *Engine) Stats() Stats {
	s, err := e.hold()
	if err != nil {
		return Stats{}
	}
	defer e.letGo(s)
	return Stats{
		Listings:   s.listings,
		Pending:    s.replaced + s.views[1].len(),
		Revision:   s.revision,
		Generation: s.generation.number,
		Bytes:      s.views[0].bytes() + s.views[1].bytes(),
		DiskBytes:  s.generation.bytes,
		BuildTime:  s.generation.took,
	}
}
