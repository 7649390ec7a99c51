// Package ask turns a person's words into a [facility.Query]: the place they
// name, how far they would go, and what they need. It is pure: the same
// request, gazetteer and taxonomy always mean the same.
package ask
