// Forms marked with data-inplace change the parts of the page that depend on
// them (data-part) in place. Whatever somebody has begun to write stays.

let line = Promise.resolve() // forms are sent one after the other, so that keys may be quick

export function changeParts() {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || !form.matches('[data-inplace]') || opensCase(submitter)) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form))
    if (submitter?.name) body.append(submitter.name, submitter.value)
    const pressed = { address: submitter?.hasAttribute('formaction') ? submitter.formAction : form.action, body }
    pressed.part = pressed.address === form.action ? form.closest('[data-part]') ?? form : null
    line = line.then(() => send(pressed))
  })
}

/** A place that is picked without a case opens one, on a page of its own. */
function opensCase(button) {
  return button?.hasAttribute('formaction') && new URL(button.formAction).pathname.endsWith('/case')
}

async function send({ address, body, part }) {
  try {
    const answer = await fetch(address, { method: 'POST', body })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!answer.ok || !page.querySelector('[data-part]')) throw new Error(`${answer.status}`)
    const goBack = markFocus()
    replaceParts(page, part)
    const { pathname } = new URL(answer.url)
    if (pathname !== location.pathname) history.pushState(null, '', pathname)
    const isSearch = part?.matches('.desk-search')
    if (isSearch) document.getElementById('found')?.focus()
    else goBack()
    say(document.getElementById(isSearch ? 'found' : 'picks-heading')?.textContent)
  } catch {
    sendPlainly(address, body)
  }
}

/** Replaces parts by those of a page, but for those with words that were not sent; sent is the form's own. */
function replaceParts(page, sent) {
  for (const part of document.querySelectorAll('[data-part]')) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`)
    if (!fresh || part.contains(document.activeElement) && isWriting() || isBegun(part) && !sent?.contains(part)) continue
    document.adoptNode(fresh)
    part.replaceWith(fresh)
    fresh.dispatchEvent(new Event('part', { bubbles: true }))
  }
}

const isWriting = () => document.activeElement.matches('textarea, select')

/** Whether something in a part was changed and not sent. */
export function isBegun(part) {
  return [...part.querySelectorAll('input, textarea, select')].some((field) => {
    if (field.type === 'hidden') return false
    if (field.matches('select')) return [...field.options].some((option) => option.selected !== option.defaultSelected) && hasDefault(field)
    if (/^(checkbox|radio)$/.test(field.type)) return field.checked !== field.defaultChecked
    return field.value !== field.defaultValue
  })
}

/** A select of which nothing is marked as chosen shows its first option. */
function hasDefault(select) {
  return [...select.options].some((option) => option.defaultSelected) || select.selectedIndex > 0
}

/** Returns what puts the focus back to where it is now. */
function markFocus() {
  const element = document.activeElement
  const item = element.closest('li[id]')
  const { name } = element
  return () => {
    const same = item && document.getElementById(item.id)
    if (same) {
      same.tabIndex = -1
      const button = element !== item && (same.querySelector(`button[name="${name}"]:not([disabled])`) ?? same.querySelector('button:not([disabled])'))
      ;(button || same).focus({ preventScroll: true })
    } else if (item) document.getElementById('picks-heading')?.focus()
  }
}

export function say(text) {
  const status = document.querySelector('[data-desk-said]')
  if (status && text) status.textContent = text
}

/** Sends a form without any of this: the browser shows whatever comes. */
function sendPlainly(address, body) {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: address, hidden: true })
  for (const [name, value] of body) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  document.body.append(form)
  form.submit()
}
