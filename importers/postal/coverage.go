package postal

// nationwide is how many states and territories a file must cover to be taken
// for the whole list. The directories have 51 to 56; SAMHSA's locator hands
// out a state at a time, or a circle of at most a few states. Only a whole
// list says, by leaving a place out, that it is gone.
const nationwide = 40

// Coverage gathers the states that a file has rows of.
type Coverage map[string]bool

// Add counts a state.
func (c Coverage) Add(state string) { c[state] = true }

// Complete reports whether the file lists the whole country.
func (c Coverage) Complete() bool { return len(c) >= nationwide }
