package store

// A row that belongs to a run is visible to everybody once the run is
// published, and before that to the run itself. A run that replaces an
// earlier import of the same edition does not see what that one said.
//
// A run that undoes another sees what is there without that one.
//
// visible selects such rows of a table; its parameters are those of seenBy.
// IS TRUE makes PostgreSQL check row by row: it would else begin with all rows
// of all runs where a few records are asked for.
const visible = `(run IN (
	SELECT ''
	UNION ALL SELECT id FROM run WHERE ` + stateSeen + ` = 'published' AND NOT EXISTS (
		SELECT 1 FROM run AS successor
		WHERE successor.id = ? AND successor.series = run.series AND successor.published = run.published)
	UNION ALL SELECT ?
)) IS TRUE`

// seenBy gives the parameters of visible: the run that reads, "" for
// none, and whether it replaces earlier runs of its edition.
func seenBy(runID string, replacing bool) []any {
	successor := ""
	if replacing {
		successor = runID
	}
	return []any{runID, successor, runID}
}

// stateSeen is the state of a run as another run sees it, which is its
// parameter: it may have staged that it changes.
const stateSeen = "COALESCE((SELECT staged_run.state FROM staged_run WHERE staged_run.run = ? AND staged_run.id = run.id), run.state)"

// newestRun selects the run that was published last.
const newestRun = "SELECT id FROM run WHERE state = 'published' ORDER BY ordinal DESC LIMIT 1"
