// Leaves the site at once, after the GOV.UK pattern "Exit this page". The link
// works without this; with it, the page is gone from sight before the next one
// loads, stands in the history no more, and Shift pressed three times does the
// same. Pages seen before it stay in the history: a page cannot take them out.

const presses = 3
const patience = 5000 // milliseconds from one press to the next

export function quickExit() {
  const link = document.querySelector('[data-exit]')
  if (!link) return
  const said = document.querySelector('[data-exit-said]')
  const hint = document.getElementById(link.getAttribute('aria-describedby'))
  hint.append(` ${link.dataset.shift}`)
  link.addEventListener('click', (click) => {
    click.preventDefault()
    leave(link, said)
  })
  onShifts((left) => {
    if (left === 0) return leave(link, said)
    said.textContent = { 1: link.dataset.last, 2: link.dataset.twice }[left] ?? ''
  })
}

function leave(link, said) {
  // What is left to be heard, and what hides all else; the new page takes its place.
  document.documentElement.classList.add('leaving')
  document.title = link.host
  said.textContent = link.dataset.leaving
  location.replace(link.href)
}

/** Tells tell how many presses of Shift alone are still missing; all of them when too long was waited. */
function onShifts(tell) {
  let left = presses
  let expiry
  const expect = (number) => {
    clearTimeout(expiry)
    if (number < presses) expiry = setTimeout(expect, patience, presses)
    if (number === left) return
    left = number
    tell(left)
  }
  document.addEventListener('keydown', (event) => {
    if (event.repeat) return
    expect(event.key === 'Shift' ? Math.max(left - 1, 0) : presses)
  })
}
