// What pages weigh over the wire, compressed and with all they load, for
// somebody with one bar of signal who never was here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'
import { search } from './ways.mjs'

const budget = 60_000 // bytes, headers included
const perPage = 20

for (const [language, prefix] of Object.entries({ English: '', Spanish: '/es' })) {
  test(`the home page and the first results weigh at most ${budget / 1000} KB together in ${language}`, async (t) => {
    const visit = await page(t, { width: 360 })
    const weight = weigh(visit)
    await visit.goto(`${prefix}/`, { waitUntil: 'networkidle' })
    const home = await weight()
    await search(visit, { near: 'Georgia' }, prefix)
    await visit.waitForLoadState('networkidle')
    assert.equal(await visit.locator('.card').count(), perPage)
    const both = await weight()
    t.diagnostic(`home page ${home} bytes, with results ${both}`)
    assert.ok(both <= budget, `${both} bytes, ${home} of them for the home page`)
  })

  test(`results of a full page weigh at most ${budget / 1000} KB for whoever is sent there, in ${language}`, async (t) => {
    const finder = await page(t, { width: 360 })
    await search(finder, { near: 'Georgia' }, prefix)
    const visit = await page(t, { width: 360 })
    const weight = weigh(visit)
    await visit.goto(finder.url(), { waitUntil: 'networkidle' })
    assert.equal(await visit.locator('.card').count(), perPage)
    const bytes = await weight()
    t.diagnostic(`results ${bytes} bytes`)
    assert.ok(bytes <= budget, `${bytes} bytes`)
  })
}

/** Counts what a page asks and is answered from now on; what it returns gives the bytes of the answers so far. */
function weigh(visit) {
  const loaded = []
  visit.on('requestfinished', (request) => loaded.push(request.sizes()))
  return async () => {
    const sizes = await Promise.all(loaded)
    return sizes.reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0)
  }
}
