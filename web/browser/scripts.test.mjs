// What scripts add to searches: suggestions, one's own location, and results
// that change in place. That all works without them is tested elsewhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'
import { suggested } from './ways.mjs'

test('suggestions come while typing, and the keyboard alone takes one', async (t) => {
  const visit = await page(t)
  await visit.goto('/')
  const near = visit.getByRole('combobox', { name: 'Where?' })
  await near.pressSequentially('springf')
  const options = visit.getByRole('option')
  await suggested(visit)
  assert.equal(await near.getAttribute('aria-expanded'), 'true')
  await axe(visit)
  const many = await options.count()
  assert.ok(many > 1)
  await visit.getByRole('status').filter({ hasText: `Suggestions: ${many}.` }).waitFor()

  await near.press('ArrowDown')
  await near.press('ArrowDown')
  await near.press('ArrowUp')
  const chosen = visit.getByRole('option', { selected: true })
  assert.equal(await near.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'))
  const name = await chosen.innerText()
  assert.match(name, /^Springfield, [A-Z]{2}$/)
  await near.press('Enter')
  assert.equal(await near.inputValue(), name)
  assert.equal(await near.getAttribute('aria-expanded'), 'false')
  await near.press('Enter')
  await visit.waitForURL('**/s/*')
  assert.ok((await visit.locator('h1').innerText()).includes(name))
})

test('Escape closes suggestions and keeps what was typed', async (t) => {
  const visit = await page(t)
  await visit.goto('/')
  const q = visit.getByRole('combobox', { name: 'What do you need?' })
  await q.pressSequentially('methad')
  await visit.getByRole('option', { name: 'Methadone', exact: true }).waitFor()
  await q.press('Escape')
  assert.equal(await visit.getByRole('option').count(), 0)
  assert.equal(await q.inputValue(), 'methad')
})

test('suggestions are in Spanish on a Spanish page, and a tap takes one', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto('/es/')
  await visit.locator('#q').pressSequentially('metad')
  await suggested(visit)
  await visit.getByRole('option', { name: 'Metadona', exact: true }).tap()
  assert.equal(await visit.inputValue('#q'), 'metadona')
  assert.ok(await visit.locator('#q').evaluate((box) => box === document.activeElement))
})

test('what was chosen is chosen no more once somebody types on', async (t) => {
  const visit = await page(t)
  await visit.goto('/')
  const near = visit.locator('#near')
  await near.pressSequentially('springf')
  await suggested(visit)
  await near.press('ArrowDown')
  await near.press('i')
  assert.equal(await near.getAttribute('aria-activedescendant'), null)
  await near.press('Enter')
  await visit.waitForURL('**/s/*')
  assert.equal(await visit.inputValue('#near'), 'springfi')
})

test('a button below suggestions stays where it is pressed', async (t) => {
  const visit = await page(t, { width: 360 })
  const search = visit.locator('button.main')
  for (const waits of [true, false]) {
    let press
    const pressed = new Promise((resolve) => { press = resolve })
    // Where nobody waits for suggestions, they come at the worst time.
    if (!waits) await visit.route('**/suggest', (route) => pressed.then(() => route.continue()).catch(() => {}))
    await visit.goto('/')
    await visit.locator('#near').pressSequentially('springf')
    if (waits) await suggested(visit)
    await search.hover()
    const { y } = await search.boundingBox()
    await visit.mouse.down()
    press()
    await visit.waitForTimeout(400) // longer than suggestions take to come
    assert.equal((await search.boundingBox()).y, y)
    await visit.mouse.up()
    await visit.waitForURL('**/s/*')
  }
})

test('suggestions go when somebody turns to something else', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto('/')
  for (const away of [() => visit.keyboard.press('Tab'), () => visit.locator('h1').click(), () => visit.locator('h1').tap()]) {
    await visit.locator('#near').fill('')
    await visit.locator('#near').pressSequentially('springf')
    await suggested(visit)
    await away()
    await visit.getByRole('option').first().waitFor({ state: 'detached' })
  }
})

test('what is typed goes into no address', async (t) => {
  const visit = await page(t)
  const asked = []
  visit.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`))
  await visit.goto('/')
  await visit.locator('#q').pressSequentially('suboxone')
  await visit.getByRole('option').first().waitFor()
  assert.ok(asked.includes('POST /api/v1/suggest'))
  assert.ok(asked.every((address) => !/suboxone|\?/.test(address)), asked.join('\n'))
})

test('somebody’s location is asked for on tap alone, and rounded before it is sent', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.context().grantPermissions(['geolocation'])
  await visit.context().setGeolocation({ latitude: 33.748_997, longitude: -84.387_985 })
  await visit.goto('/')
  assert.equal(await visit.inputValue('#near'), '')
  await visit.getByRole('button', { name: 'Use my location' }).tap()
  await visit.getByText('Your spot is filled in').waitFor()
  assert.equal(await visit.inputValue('#near'), '33.75,-84.39')
  await visit.click('button.main')
  await visit.waitForURL('**/s/*')
  await visit.locator('.card').first().waitFor()
  const [, miles] = (await visit.locator('.card').first().innerText()).match(/([\d.]+) miles? away/)
  assert.ok(miles < 25)
})

test('whoever refuses to share a location is told what to do instead', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.context().clearPermissions()
  await visit.goto('/es/')
  await visit.getByRole('button', { name: 'Usar mi ubicación' }).tap()
  await visit.getByText('Su navegador no dijo dónde está usted').waitFor()
  assert.equal(await visit.inputValue('#near'), '')
})

test('without scripts there is no button that does nothing', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit, 'Georgia')
  for (const name of ['Use my location', 'Show map']) {
    assert.equal(await visit.getByRole('button', { name }).count(), 0, name)
  }
})

test('filters change results in place, and back leads to what was before', async (t) => {
  const visit = await page(t, { width: 360 })
  await search(visit, 'Georgia')
  await visit.evaluate(() => { globalThis.samePage = true })
  const before = { url: visit.url(), heading: await visit.locator('h1').innerText() }
  await visit.locator('.narrow > summary').click()
  await visit.getByRole('checkbox', { name: /^Medicaid/ }).check()
  await visit.getByRole('button', { name: 'Update results' }).click()
  await visit.getByRole('button', { name: 'Take off Medicaid' }).waitFor()

  const after = { url: visit.url(), heading: await visit.locator('h1').innerText() }
  assert.ok(await visit.evaluate(() => globalThis.samePage), 'the page was loaded anew')
  assert.notEqual(after.url, before.url)
  assert.notEqual(after.heading, before.heading)
  assert.ok(await visit.locator('h1').evaluate((heading) => heading === document.activeElement))
  assert.ok(await visit.locator('body > [role=status]').filter({ hasText: after.heading }).count() > 0, 'the new total is not announced')
  assert.equal(new URL(await visit.locator('.languages a').evaluate((a) => a.href)).pathname, `/es${new URL(after.url).pathname}`)

  await visit.goBack()
  await visit.getByText(before.heading).first().waitFor()
  assert.equal(visit.url(), before.url)
  await visit.goForward()
  await visit.getByText(after.heading).first().waitFor()
  assert.ok(await visit.evaluate(() => globalThis.samePage), 'the page was loaded anew')
  await visit.reload()
  assert.equal(await visit.locator('h1').innerText(), after.heading)
})

test('what scripts cannot fetch is sent as a plain form', async (t) => {
  const visit = await page(t, { width: 360 })
  await search(visit, 'California')
  await visit.evaluate(() => {
    globalThis.samePage = true
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  })
  await Promise.all([visit.waitForEvent('load'), visit.getByRole('button', { name: 'Next' }).click()])
  await visit.getByText(/^Page 2 of/).waitFor()
  assert.equal(await visit.evaluate(() => globalThis.samePage), undefined)
})

async function search(visit, near) {
  await visit.goto('/')
  await visit.fill('#near', near)
  await visit.click('button.main')
  await visit.waitForURL('**/s/*')
}
