// Whether a map is at work: it moves, or waits for what it is to show.

/**
 * Lets an element say that it is busy for as long as a job is being done. What
 * it returns takes the name of a job and whether it goes on.
 */
export function busy(element) {
  const jobs = new Set()
  return (job, goesOn) => {
    if (goesOn) jobs.add(job)
    else jobs.delete(job)
    element.setAttribute('aria-busy', String(jobs.size > 0))
  }
}
