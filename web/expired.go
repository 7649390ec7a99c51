package web

// expiredPage is at the address of a search that can be opened no longer. Whether
// the address ever was one is not told.
type expiredPage struct {
	Form searchForm // empty
}

func (expiredPage) name() string            { return "expired" }
func (expiredPage) title(say speech) string { return say.Text("expired.heading") }
