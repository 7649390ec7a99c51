// A box with a list of suggestions below it, after the ARIA combobox pattern:
// the focus stays in the box, arrows go through the list.

/** Milliseconds without a key before a question is asked. */
const pause = 150

/**
 * Makes an input a combobox. ask(text, signal) resolves to suggestions with a
 * text, and perhaps a city and state; take(suggestion) puts the chosen one in.
 */
export function combobox(input, { ask, take }) {
  const list = listbox(input)
  const status = input.form.querySelector('[data-suggested]')
  let suggestions = []
  let chosen = -1
  let timer
  let asking = new AbortController()
  let pressed = false // something else than the box and its list, last

  function show(found) {
    suggestions = found
    list.replaceChildren(...found.map((suggestion, i) => option(suggestion, `${list.id}-${i}`)))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    choose(-1)
  }

  function choose(i) {
    list.children[chosen]?.setAttribute('aria-selected', 'false')
    chosen = i
    const option = list.children[i]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  function stop() {
    clearTimeout(timer)
    asking.abort()
    list.setAttribute('aria-busy', 'false')
  }

  function close() {
    stop()
    show([])
    status.textContent = ''
  }

  function accept(i) {
    take(suggestions[i])
    close()
  }

  async function answer() {
    asking = new AbortController()
    const { signal } = asking
    try {
      const found = await ask(input.value, signal)
      if (signal.aborted) return
      show(found)
      list.setAttribute('aria-busy', 'false')
      status.textContent = found.length > 0 ? status.dataset.suggested.replace('#', found.length) : ''
    } catch {
      if (!signal.aborted) close() // without an answer people type on
    }
  }

  const keys = {
    ArrowDown: () => choose((chosen + 1) % suggestions.length),
    ArrowUp: () => choose((chosen <= 0 ? suggestions.length : chosen) - 1),
    Enter: () => chosen >= 0 && accept(chosen),
    Escape: close,
  }

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden || !keys[event.key]) return
    if (keys[event.key]() !== false) event.preventDefault()
  })
  input.addEventListener('input', () => {
    stop()
    choose(-1) // what was chosen answers another text
    list.setAttribute('aria-busy', 'true')
    timer = setTimeout(answer, pause)
  })
  // The list may stand above a button: were it to come or go while that is held
  // down, the button would move away from the press, which then does nothing.
  // Nor may a suggestion change under the finger that is on it.
  addEventListener('pointerdown', ({ target }) => {
    pressed = target !== input && !list.contains(target)
    if (target !== input) stop()
  }, true)
  addEventListener('keydown', () => { pressed = false }, true)
  input.addEventListener('blur', () => {
    if (pressed) addEventListener('click', close, { once: true })
    else close()
  })
  list.addEventListener('mousedown', (event) => event.preventDefault()) // the focus stays in the box
  list.addEventListener('click', (event) => {
    const at = [...list.children].indexOf(event.target.closest('[role=option]'))
    if (at >= 0) accept(at)
  })
}

/** Puts an empty list behind an input, and tells readers of screens about it. */
function listbox(input) {
  const list = document.createElement('ul')
  list.id = `${input.id}-list`
  list.className = 'suggestions'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels[0].textContent)
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) input.setAttribute(name, value)
  input.after(list)
  return list
}

function option({ text, city, state }, id) {
  const item = document.createElement('li')
  item.id = id
  item.setAttribute('role', 'option')
  item.setAttribute('aria-selected', 'false')
  item.textContent = text
  if (city) {
    const where = document.createElement('small')
    where.textContent = `${city}, ${state}`
    item.append(' ', where)
  }
  return item
}
