// Filters, chips and pages of results change the page in place. What it shows
// is at the same addresses, and looks the same, as without scripts.

/** What of a page depends on its address. */
const parts = ['main', '.languages']

let shown = location.pathname
let waiting = new AbortController()
let improved
let status

/** Answers the buttons of results in place; improve(main) is called on each new page. */
export function updateInPlace(improve) {
  improved = improve
  status = document.createElement('div')
  status.className = 'unseen'
  status.setAttribute('role', 'status')
  document.body.append(status)
  document.addEventListener('submit', (event) => {
    if (!isChange(event.submitter) || event.defaultPrevented) return
    event.preventDefault()
    submit(event.submitter)
  })
  addEventListener('popstate', back)
}

/** The search button itself leads to a new page: it may be refused. */
function isChange(button) {
  return button?.matches('form.results button:not(.main):not([formaction])')
}

/** Sends the form of a button as if it was pressed, and shows the answer. */
async function submit(button) {
  const { form } = button
  const fields = new URLSearchParams(new FormData(form))
  if (button.name) fields.append(button.name, button.value)
  await change(form.action, { method: 'POST', body: fields }, {
    done: (url) => {
      history.replaceState({ scrolled: scrollY }, '')
      history.pushState({ scrolled: 0 }, '', url)
    },
    settle: () => focus(button),
    otherwise: () => sendPlainly(button),
  })
}

/** Searches again with some parameters replaced, as buttons of results do. */
export function searchWith(form, parameters) {
  const button = document.createElement('button')
  button.name = 'change'
  button.value = new URLSearchParams(parameters)
  button.hidden = true
  form.append(button)
  return submit(button)
}

/** Back and forward also lead within a page (to #main): those are the browser's. */
function back({ state }) {
  if (location.pathname === shown) return
  change(location.href, {}, {
    done: () => {},
    settle: () => scrollTo(0, state?.scrolled ?? 0),
    otherwise: () => location.reload(),
  })
}

/**
 * Fetches a page and puts it in place of this one: done(url) when it is there,
 * settle() when scripts have added to it. What goes wrong is left to otherwise().
 */
async function change(address, request, { done, settle, otherwise }) {
  waiting.abort()
  const { signal } = waiting = new AbortController()
  const main = document.querySelector('main')
  main.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(address, { ...request, signal })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (signal.aborted) return
    if (!answer.ok || !page.querySelector('main')) throw new Error(`${answer.status}`)
    replace(page)
    done(answer.url)
    shown = location.pathname
    improved(document.querySelector('main'))
    settle()
    status.textContent = document.querySelector('h1').textContent
  } catch {
    if (!signal.aborted) otherwise()
  }
}

function replace(page) {
  for (const part of parts) {
    const fresh = page.querySelector(part)
    if (fresh) document.querySelector(part)?.replaceWith(document.adoptNode(fresh))
  }
  document.title = page.title
}

/** Where somebody pressed a button of a card or of the map they go on; else they read from the top. */
function focus(button) {
  const card = button.closest('.card[id]')
  const from = button.hidden ? '[data-map-here]' : card && `#${CSS.escape(card.id)} button`
  const same = from && document.querySelector(from)
  if (same) return same.focus()
  const heading = document.querySelector('h1')
  heading.tabIndex = -1
  heading.focus()
  scrollTo(0, 0)
}

/** Sends a form without any of this: the browser shows whatever comes. */
function sendPlainly({ form, name, value }) {
  if (name) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
    form.append(field)
  }
  form.submit()
}
