// Package tray holds files on their way into the directory, and runs on their
// way out again. A file that somebody uploads, picks from a folder, or that a
// pick-up fetches is kept in the data folder and tried, which tells what it
// would change; when a steward accepts that, the very same bytes are imported.
//
// Whoever puts something in does not wait: [Tray.Work] is a server's job. The
// import itself is package ingest's, as for the command line, and takes its
// lease, so that one run is at work at a time. A server that dies leaves its
// work to the next that has the file.
package tray
