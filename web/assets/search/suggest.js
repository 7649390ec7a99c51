// Suggestions while typing. They are asked by POST, so that no address tells
// what somebody types, and nothing of them is kept.
import { combobox } from './combobox.js'

const address = '/api/v1/suggest'
const most = 6
/** The shortest and the longest text worth asking for; the server takes 100 bytes. */
const shortest = 2
const longest = 50
const places = ['zip', 'city', 'county', 'state']

/** Suggests in the boxes for where and what. Who has said where needs no places. */
export function suggest(near, q) {
  const isPlace = ({ kind }) => places.includes(kind)
  combobox(near, {
    ask: async (typed, signal) => (await ask(`near ${typed}`, signal)).filter(isPlace).slice(0, most),
    take: ({ send }) => { near.value = send.near },
  })
  combobox(q, {
    ask: async (typed, signal) => (await ask(typed, signal)).filter((one) => !near.value || !isPlace(one)).slice(0, most),
    take: ({ send }) => {
      q.value = send.q ?? ''
      if (send.near) near.value = send.near
    },
  })
}

async function ask(typed, signal) {
  if (typed.trim().length < shortest || typed.length > longest) return []
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ q: typed, lang: document.documentElement.lang, limit: 2 * most }),
    signal,
  })
  return answer.ok ? (await answer.json()).suggestions : []
}
