package store

// atPlace selects rows about places, of which there is one at least, under any
// id that leads to them: what is kept about a listing stays under the id that it
// was kept by when the listing turns out to be the same place as another.
func atPlace(listings ...string) (which string, args []any) {
	ids := anys(listings)
	return "(" + oneOf("listing", listings) + " OR listing IN (SELECT record.id FROM record WHERE " + oneOf("record.listing", listings) + "))",
		append(ids, ids...)
}

// leadsTo is the listing that a table's id leads to: the id itself, where no
// record owns it.
func leadsTo(table string) string {
	return "COALESCE((SELECT record.listing FROM record WHERE record.id = " + table + ".listing), " + table + ".listing)"
}
