// What a script adds to a file on its way in: its page follows the work by
// itself. Without, the page is loaded anew every few seconds.
const beat = 1500
const parts = ['state', 'progress', 'again']

const work = () => document.querySelector('#import[data-working]')

// Parts that did not change stay, so that no one hears them twice.
function change(next) {
  if (!next.matches('[data-working]')) {
    document.getElementById('import').replaceWith(next)
    return
  }
  for (const id of parts) {
    const now = document.getElementById(id)
    const then = next.querySelector(`#${id}`)
    if (now && then && now.innerHTML !== then.innerHTML) now.replaceWith(then)
  }
}

async function look() {
  try {
    const answer = await fetch(location.href)
    if (answer.status === 401) return location.reload()
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.getElementById('import')
    if (next) change(document.adoptNode(next))
  } catch {
    // The next look may come through.
  }
}

async function follow() {
  while (work()) {
    await new Promise((resolve) => setTimeout(resolve, beat))
    await look()
  }
}

follow()
