// The map: it shows what the list does, and every task goes on without it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'
import { still } from './ways.mjs'

test('nothing of the map is loaded before somebody opens it', async (t) => {
  const visit = await page(t, { width: 360 })
  const loaded = []
  visit.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await search(visit, 'Georgia')
  assert.deepEqual(loaded.filter(isOfMap), [])
  await open(visit)
  assert.ok(loaded.filter(isOfMap).length >= 3)
})

test('counties and cities come without an address or a cache that tells where', async (t) => {
  const visit = await page(t)
  const loaded = []
  visit.on('request', (request) => loaded.push(request.url()))
  await search(visit, '30303')
  const piece = visit.waitForResponse('**/map/piece')
  await open(visit)
  assert.equal(await (await piece).headerValue('cache-control'), 'no-store')
  await visit.locator('path.map-county').first().waitFor({ state: 'attached' })
  assert.doesNotMatch(loaded.join('\n'), /state|georgia|\b13\b/i)
})

for (const width of [360, 1280]) {
  test(`the open map is accessible at ${width} px, light and dark`, async (t) => {
    const visit = await page(t, { width })
    await search(visit, 'Georgia')
    await open(visit)
    await axe(visit)
    await visit.emulateMedia({ colorScheme: 'dark' })
    await axe(visit)
    const excess = await visit.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(excess <= 0, `it scrolls sideways by ${excess} px`)
  })
}

test('groups add up to the total of the list, and part as one comes nearer', async (t) => {
  const visit = await page(t)
  await search(visit, 'Georgia')
  const total = await number(visit.locator('h1'))
  await open(visit)
  assert.equal(await onMap(visit), total)
  assert.equal(await number(visit.locator('[data-map-said]')), total)

  const largest = await largestGroup(visit)
  await visit.locator('.map-group', { hasText: new RegExp(`^${largest}$`) }).first().click()
  await still(visit)
  assert.ok(await largestGroup(visit) < largest)
  assert.equal(await onMap(visit), await number(visit.locator('[data-map-said]')))
})

test('the keyboard alone goes into the map, to a number to call, and back to the list', async (t) => {
  const visit = await page(t)
  await search(visit, '30303')
  const toggle = visit.getByRole('button', { name: 'Show map' })
  await toggle.focus()
  await visit.keyboard.press('Enter')
  await drawn(visit)
  await tabTo(visit, '.leaflet-marker-icon')
  for (let steps = 0; steps < 12 && await visit.locator('.map-list').count() === 0; steps++) {
    await visit.keyboard.press('Enter')
    await still(visit)
  }
  const first = visit.locator('.map-list a:focus')
  await first.waitFor()
  assert.match(await first.getAttribute('href'), /^\/s\/.+\/facility\/\w+$/)
  await tabTo(visit, '.map-list a[href^="tel:+1"]')

  await visit.keyboard.press('Escape')
  await visit.locator('.leaflet-marker-icon:focus').waitFor()
  await visit.keyboard.press('Escape')
  assert.ok(await visit.getByRole('button', { name: 'Show map' }).evaluate((button) => button === document.activeElement))
  assert.ok(!await visit.locator('.map-canvas').isVisible())
})

test('the map’s own buttons are named and zoom', async (t) => {
  const visit = await page(t, { width: 360 })
  await search(visit, '30303', '/es/')
  await open(visit, 'Ver el mapa')
  const before = await largestGroup(visit)
  const press = async (name) => {
    await visit.getByRole('button', { name, exact: true }).click()
    await still(visit)
    return largestGroup(visit)
  }
  let largest = before
  for (let steps = 0; steps < 4 && largest <= before; steps++) largest = await press('Alejar')
  assert.ok(largest > before, 'from farther away no more places are one group')
  for (let steps = 0; steps < 4 && largest > before; steps++) largest = await press('Acercar')
  assert.ok(largest <= before, 'from nearer they are not parted')
})

test('“Search this area” finds what is there and keeps the map open', async (t) => {
  const visit = await page(t)
  await search(visit, '30303')
  await open(visit)
  const before = visit.url()
  await visit.locator('.map-canvas').focus()
  for (let i = 0; i < 6; i++) await visit.keyboard.press('ArrowRight')
  await still(visit)
  await visit.getByRole('button', { name: 'Search this area' }).click()
  await visit.waitForURL((url) => url.href !== before && url.pathname.startsWith('/s/'))
  assert.match(await visit.inputValue('#near'), /^3\d(\.\d\d?)?, ?-8\d(\.\d\d?)?$/)
  assert.ok(await visit.getByRole('button', { name: 'Close map' }).isVisible())
  await drawn(visit)
  assert.ok(await visit.getByRole('button', { name: 'Search this area' }).evaluate((button) => button === document.activeElement))
})

test('a map that cannot be loaded says so', async (t) => {
  const visit = await page(t)
  await search(visit, 'Georgia')
  await visit.evaluate(() => { globalThis.fetch = () => Promise.reject(new TypeError('no network')) })
  await visit.getByRole('button', { name: 'Show map' }).click()
  await visit.getByText('The map could not be loaded.').waitFor()
})

test('a map whose search is no longer kept says that, and that one can search again', async (t) => {
  const visit = await page(t)
  await search(visit, 'Georgia', '/es/')
  await visit.evaluate(() => { globalThis.fetch = async () => new Response('{}', { status: 410 }) })
  await visit.getByRole('button', { name: 'Ver el mapa' }).click()
  await visit.getByText('Esta búsqueda ya no se guarda. Por favor, busque de nuevo.').waitFor()
})

function isOfMap(path) {
  return /^\/(assets\/(map|country)|map\/piece)/.test(path)
}

async function search(visit, near, home = '/') {
  await visit.goto(home)
  await visit.fill('#near', near)
  await visit.click('button.main')
  await visit.waitForURL('**/s/*')
}

async function open(visit, name = 'Show map') {
  await visit.getByRole('button', { name }).click()
  await drawn(visit)
}

/** Waits until places, land and cities are drawn. */
async function drawn(visit) {
  await visit.locator('.leaflet-marker-icon[role=button]').first().waitFor()
  await visit.locator('path.map-land').waitFor()
  await still(visit)
}

/** How many places the markers stand for. */
async function onMap(visit) {
  const groups = await visit.locator('.map-group').allInnerTexts()
  return groups.reduce((sum, count) => sum + Number(count), await visit.locator('.map-place').count())
}

/** The number of the largest group that is shown; 1 where there is none. */
async function largestGroup(visit) {
  return Math.max(1, ...(await visit.locator('.map-group').allInnerTexts()).map(Number))
}

async function number(place) {
  return Number((await place.innerText()).match(/[\d,]+/)[0].replaceAll(',', ''))
}

/** Presses Tab until the focus is on an element. */
async function tabTo(visit, selector) {
  for (let presses = 0; presses < 40; presses++) {
    await visit.keyboard.press('Tab')
    if (await visit.locator(`${selector}:focus`).count() > 0) return
  }
  assert.fail(`40 times Tab did not lead to ${selector}`)
}
