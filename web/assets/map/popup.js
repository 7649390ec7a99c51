// What opens at a marker: the places there, with the number to call.

/** The places of a cluster as a list. */
export function listOf({ places, more }) {
  const list = document.createElement('ul')
  list.className = 'map-list'
  list.append(...places.map(item))
  if (more) list.append(make('li', { textContent: more }))
  return list
}

function item({ name, url, call, tel, about }) {
  const entry = make('li')
  entry.append(make('a', { href: url, textContent: name }))
  if (tel) entry.append(make('a', { href: tel, textContent: call, className: 'call' }))
  if (about) entry.append(make('small', { textContent: about }))
  return entry
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}
