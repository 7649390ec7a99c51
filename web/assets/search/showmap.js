// The button that opens the map. What draws it is loaded only then.
import { searchWith } from './inplace.js'

/** Whether the map stays open when results change, and what it shows. */
let open = false
let seen

/** Shows the button, and the map where it was open before. */
export function offerMap(part) {
  const section = part.querySelector('[data-map]')
  if (!section) return
  const button = section.querySelector('[data-map-toggle]')
  section.hidden = false
  button.addEventListener('click', () => open ? close(section, button) : show(section, button))
  section.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !open) return
    close(section, button)
    button.focus()
  })
  if (open) show(section, button)
}

async function show(section, button) {
  open = true
  label(button, 'close')
  const frame = section.querySelector('[data-map-frame]')
  const fail = (error) => tell(section.querySelector('[data-map-said]'), error)
  frame.hidden = false
  try {
    const { draw } = await import(section.dataset.map)
    if (!open || !section.isConnected || frame.dataset.drawn) return
    frame.dataset.drawn = true
    await draw(section, {
      view: seen,
      fail,
      searchHere: (parameters, view) => {
        seen = view
        searchWith(section.closest('form'), parameters)
      },
    })
    seen = undefined
  } catch (error) {
    fail(error)
  }
}

/** What is gone is no fault: after a day a search is kept no more, however long its page was open. */
function tell(said, { status }) {
  said.textContent = status === 410 ? said.dataset.gone : said.dataset.failed
}

function close(section, button) {
  open = false
  label(button, 'open')
  section.querySelector('[data-map-frame]').hidden = true
}

function label(button, state) {
  button.textContent = button.dataset[state]
  button.setAttribute('aria-expanded', String(state === 'close'))
}
