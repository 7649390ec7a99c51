// Package ingest takes a source's file into the store: read, match, fold,
// locate, publish.
//
// A file is read wholly and judged before anything is written. Its statements
// and the listings they change are then staged in short batches that nobody
// sees, and one short transaction publishes them. A run that fails, or is
// killed, leaves no trace but its record.
package ingest
