// Keys of the desk, each a single one. They do nothing while somebody types, and
// can be switched off (WCAG 2.1.4). web/deskkeys.go lists them.

const kept = 'haven-desk-keys' // what this browser keeps: whether they are off

const isOff = () => localStorage.getItem(kept) === 'off'

const keys = {
  '/': () => focusOn('q'),
  j: () => walk(1),
  k: () => walk(-1),
  ArrowDown: () => here() && walk(1),
  ArrowUp: () => here() && walk(-1),
  J: () => press(here()?.querySelector('[name=lower]')),
  K: () => press(here()?.querySelector('[name=raise]')),
  l: () => focusOn('picks-heading'),
  Enter: () => document.activeElement === here() && press(here().querySelector('[data-pick], [name=add]')),
}

export function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isOff()) return
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return
    const act = keys[event.key] ?? (() => marked(event.key))
    if (act()) event.preventDefault()
  })
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-dialog]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    document.getElementById(link.dataset.dialog).showModal()
  })
  const toggle = document.querySelector('[data-keys-on]')
  const show = () => toggle?.setAttribute('aria-pressed', String(!isOff()))
  toggle?.addEventListener('click', () => {
    localStorage.setItem(kept, isOff() ? 'on' : 'off')
    show()
  })
  show()
}

function isTyping(element) {
  return element.closest('textarea, select, [contenteditable]') || element.matches('input:not([type=checkbox], [type=radio])')
}

/** The number of a place picks it; other keys stand in data-key of what they press or lead to. */
function marked(key) {
  if (/^[1-9]$/.test(key)) return press(document.querySelector(`[data-pick="${key}"]`))
  const target = key.length === 1 && document.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (!target) return false
  return target.matches('input, textarea, select') ? focus(target) : press(target)
}

function press(element) {
  element?.click()
  return Boolean(element)
}

function focusOn(id) {
  const element = document.getElementById(id)
  element?.closest('details')?.setAttribute('open', '')
  return element && focus(element)
}

function focus(element) {
  element.focus()
  element.select?.()
  return true
}

/** The place where the focus is: one found, or one of the list. */
const here = () => document.activeElement.closest('.card[id], .picks > li')

/** Goes to the next place (1) or to the one before (-1), of the list if the focus is there. */
function walk(way) {
  const isInList = document.activeElement.closest('#picks')
  const items = [...document.querySelectorAll(isInList ? '.picks > li' : '.desk-search .card[id]')]
  const at = items.indexOf(here())
  const next = items[at < 0 ? (way > 0 ? 0 : items.length - 1) : at + way]
  if (!next) return items.length > 0
  next.tabIndex = -1
  return focus(next)
}
