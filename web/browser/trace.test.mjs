// Proves that a visit leaves no trace of what somebody looked for: not with
// others, not in the browser, not in addresses and titles, which histories
// keep, and not in the server's log and metrics.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { log, page, url } from './haven.mjs'
import { still } from './ways.mjs'

// Words that no page, route or listing holds but for the search. Digits are no
// good: durations in the log are made of them.
const asked = { near: 'California', q: 'suboxone' }
const filter = 'Medicaid'
const traces = [/california/i, /suboxone/i, /medicaid/i, /buprenorphine/i, /code=|near=/]
const sealed = /\/s\/([\w-]+)$/

for (const javaScript of [true, false]) {
  test(`a whole visit leaves no trace, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript }) // fails on a foreign request
    const seen = watch(visit)

    await visit.goto('/')
    await search(visit)
    await visit.locator('.narrow > summary').click()
    await visit.getByRole('checkbox', { name: new RegExp(`^${filter}`) }).check()
    await visit.getByRole('button', { name: 'Update results' }).click()
    await visit.getByRole('button', { name: `Take off ${filter}` }).waitFor()
    await visit.getByRole('button', { name: 'Next' }).click()
    await visit.getByText(/^Page 2 of/).waitFor()
    if (javaScript) await look(visit)
    const second = visit.url()
    await visit.locator('.card h2 a').first().click()
    await visit.waitForURL('**/facility/*')
    await visit.goBack()
    await visit.getByText(/^Page 2 of/).waitFor()
    assert.equal(visit.url(), second)
    await keepAndReport(visit)

    const { addresses, titles, kept, stored } = await seen()
    assert.deepEqual(stored.filter((path) => !/^\/assets\/(site|search|map|country|icon)\.\w+\.\w+$/.test(path)), [], 'the browser may store more than what every visit loads')
    assert.ok(addresses.filter((address) => sealed.test(address)).length >= 3, `only ${addresses}`)
    for (const address of addresses) untold(readable(address), 'an address')
    for (const title of titles) untold(title, 'a title')
    assert.deepEqual(kept, { cookies: [], storage: 0, databases: 0, caches: 0, workers: 0 })
  })
}

test('back, reload and a bookmark lead to the search, and none asks to send a form again', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto('/')
  await search(visit)
  const first = visit.url()
  const heading = await visit.locator('h1').innerText()
  await visit.reload()
  assert.equal(await visit.locator('h1').innerText(), heading)

  await visit.getByRole('button', { name: 'Next' }).click()
  await visit.getByText(/^Page 2 of/).waitFor()
  await visit.goBack()
  await visit.getByText(/^Page 1 of/).waitFor()
  assert.equal(visit.url(), first)

  const later = await page(t, { width: 360 })
  await later.goto(first)
  assert.equal(await later.locator('h1').innerText(), heading)
  assert.equal((await later.reload()).status(), 200)
})

test('a search that was not understood can be reloaded, too', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto('/')
  await visit.fill('#near', 'Alanta')
  await visit.click('button.main')
  await visit.waitForURL(sealed)
  await visit.reload()
  await visit.getByText('We do not know a place called “Alanta”').waitFor()
})

test('an address that is no longer kept asks again', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  const answer = await visit.goto('/s/AQAAAAAAAAAA')
  assert.equal(answer.status(), 410)
  assert.equal(await visit.locator('h1').innerText(), 'This search is no longer kept')
  await search(visit)
  await visit.locator('.card').first().waitFor()
})

test('the log and the metrics of these visits tell routes alone', async () => {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  for (const [where, text] of [['the log', log()], ['/metrics', metrics]]) {
    assert.ok(text.includes('/s/:token'), `${where} tells no route:\n${text}`)
    assert.doesNotMatch(text, /\/s\/(?!:token)/, `${where} holds a sealed address`)
    untold(text, where)
  }
})

async function search(visit) {
  for (const [name, value] of Object.entries(asked)) await visit.fill(`#${name}`, value)
  await visit.press('#q', 'Enter')
  await visit.waitForURL(sealed)
}

/** Opens the map, near enough for it to show counties. */
async function look(visit) {
  await visit.getByRole('button', { name: 'Show map' }).click()
  await visit.locator('.map-group').first().waitFor()
  await still(visit)
  let isNear = false
  visit.on('request', (request) => { isNear ||= new URL(request.url()).pathname === '/map/piece' })
  while (!isNear) {
    await visit.getByRole('button', { name: 'Zoom in', exact: true }).click()
    await still(visit)
  }
  await visit.locator('path.map-county').first().waitFor({ state: 'attached' })
  await visit.getByRole('button', { name: 'Close map' }).click()
}

/** Puts a place on the list, and reports it. */
async function keepAndReport(visit) {
  await visit.locator('.card .keep button').first().click()
  await visit.locator('p.list-bar a').click()
  await visit.waitForURL('**/list/*')
  await visit.locator('.card h2 a').first().click()
  await visit.getByRole('link', { name: 'Something wrong here?' }).click()
  await visit.getByLabel('The phone number is wrong').check()
  await visit.getByRole('button', { name: 'Send' }).click()
  await visit.getByRole('heading', { name: 'Thank you' }).waitFor()
}

/** Notes each address and title of a page, and what may be stored of it; what it returns also looks at what the browser has kept. */
function watch(visit) {
  const addresses = []
  const titles = []
  const stored = []
  visit.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''))
  visit.on('response', (response) => {
    if (response.headers()['cache-control'] !== 'no-store') stored.push(new URL(response.url()).pathname)
  })
  visit.on('framenavigated', (frame) => addresses.push(frame.url()))
  const left = () => '' // before its title could be read
  visit.on('domcontentloaded', () => titles.push(visit.title().catch(left)))
  return async () => ({ addresses, titles: [...await Promise.all(titles), await visit.title()], kept: await keptBy(visit), stored })
}

async function keptBy(visit) {
  const inPage = await visit.evaluate(async () => ({
    storage: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: globalThis.caches ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
  }))
  return { cookies: await visit.context().cookies(), ...inPage }
}

/** An address, and what whoever decodes its parts would read. */
function readable(address) {
  const decoded = address.split('/').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  return [address, decodeURIComponent(address), ...decoded].join('\n')
}

function untold(text, where) {
  for (const trace of traces) assert.doesNotMatch(text, trace, `${where} tells what was asked`)
}
