// Forms marked with data-autosave are sent a moment after the last key, and say
// so. What a colleague has saved meanwhile is never overwritten: then the form
// waits for its button, which leads to a page with both.

/** Milliseconds without a change before a form is sent, and before it is tried again. */
const pause = 1000
const again = 5000

const forms = new WeakMap()

export function saveThemselves() {
  document.addEventListener('input', (event) => {
    const form = event.target.form
    if (form?.matches('[data-autosave]')) saver(form).soon(pause)
  })
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!form.matches('[data-autosave]') || saver(form).needsAPage()) return
    event.preventDefault()
    saver(form).save()
  })
  const all = () => [...document.querySelectorAll('[data-autosave]')].map(saver)
  addEventListener('pagehide', () => all().forEach((one) => one.leave()))
  addEventListener('beforeunload', (event) => {
    if (all().some((one) => one.isStuck())) event.preventDefault()
  })
}

function saver(form) {
  if (!forms.has(form)) forms.set(form, makeSaver(form))
  return forms.get(form)
}

function makeSaver(form) {
  let timer
  let saved = fingerprint(form, valueAtFirst)
  let state = 'saved' // or saving, conflict, signed-out, refused, failed
  let sending = null

  function show(next) {
    state = next
    const said = form.querySelector('[data-save-said]')
    if (said) said.textContent = form.dataset[next.replace(/-./, (c) => c[1].toUpperCase())] ?? ''
  }

  function soon(after) {
    clearTimeout(timer)
    if (state !== 'conflict') timer = setTimeout(save, after)
  }

  /** Sends the form; one at a time, so that it never meets its own last version. */
  async function save() {
    clearTimeout(timer)
    if (sending) await sending
    const now = fingerprint(form)
    if (now === saved) return show('saved')
    show('saving')
    sending = send(now)
    await sending
    sending = null
    if (state === 'saved' && fingerprint(form) !== saved) soon(pause)
  }

  async function send(now) {
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields(form) })
      if (answer.status === 409) return show('conflict')
      if (answer.status === 401) return show('signed-out')
      if (answer.status === 400 && form.dataset.refused) return show('refused')
      if (!answer.ok) throw new Error(`${answer.status}`)
      take(form, new DOMParser().parseFromString(await answer.text(), 'text/html'))
      saved = now
      show('saved')
    } catch {
      show('failed')
      soon(again)
    }
  }

  return {
    soon,
    save,
    needsAPage: () => /^(conflict|signed-out|refused)$/.test(state), // that of both versions, of the sign-in, which keeps the words, or of what is wrong
    isStuck: () => /^(conflict|signed-out|refused|failed)$/.test(state) && fingerprint(form) !== saved,
    leave() {
      if (fingerprint(form) !== saved && state !== 'conflict') fetch(form.action, { method: 'POST', body: fields(form), keepalive: true })
    },
  }
}

const fields = (form) => new URLSearchParams(new FormData(form))

/** What somebody chose or wrote in a form, to tell whether it was changed. */
function fingerprint(form, valueOf = (field) => field.value) {
  return JSON.stringify([...form.elements].filter((field) => field.name && field.type !== 'hidden').map((field) => [field.name, valueOf(field)]))
}

/** What stood in a field when the page came. */
function valueAtFirst(field) {
  const options = [...field.options ?? []]
  return options.length > 0 ? (options.find((option) => option.defaultSelected) ?? options[0]).value : field.defaultValue
}

/** Takes from the answer what the next sending needs: the version that there is now. */
function take(form, page) {
  for (const field of page.getElementById(form.id)?.querySelectorAll('[type=hidden]') ?? []) {
    form.querySelector(`[type=hidden][name="${field.name}"]`).value = field.value
  }
  for (const field of form.elements) {
    if (field.matches('textarea')) field.defaultValue = field.value
    for (const option of field.options ?? []) option.defaultSelected = option.selected
  }
}
