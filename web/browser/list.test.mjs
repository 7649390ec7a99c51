// A list of places, kept without an account and without a trace in the browser:
// it travels in sealed addresses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page, url } from './haven.mjs'

for (const javaScript of [true, false]) {
  test(`from a search to a list to share, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript })
    await search(visit)
    const [first, second] = await names(visit)
    await add(visit, first)
    await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (1 place)' }).waitFor()
    await add(visit, second)
    await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (2 places)' }).click()
    await visit.waitForURL('**/list/*')
    assert.deepEqual(await names(visit), [first, second])

    await visit.getByRole('button', { name: `Move up ${second}` }).click()
    await visit.getByRole('button', { name: `Move up ${first}` }).waitFor()
    assert.deepEqual(await names(visit), [second, first])
    const shared = await visit.getByLabel('Or copy this link').inputValue()
    assert.equal(shared, visit.url())

    await visit.getByRole('link', { name: 'Compare side by side' }).click()
    await visit.waitForURL('**/compare')
    const heads = await visit.locator('thead th a').allInnerTexts()
    assert.deepEqual(heads, [second, first])

    const friend = await page(t, { width: 1280 })
    await friend.goto(shared)
    assert.deepEqual(await names(friend), [second, first])
    await friend.getByRole('button', { name: `Take off my list ${second}` }).click()
    await friend.getByRole('heading', { name: 'My list: 1 place' }).waitFor()
    assert.deepEqual(await names(friend), [first])

    await visit.goto(shared)
    assert.deepEqual(await names(visit), [second, first], 'what a friend does changes only the list of that friend')
  })
}

test('a place is put on the list from its page, and the search goes on with it', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit)
  const [first, second] = await names(visit)
  await visit.getByRole('link', { name: first, exact: true }).click()
  await visit.getByRole('button', { name: 'Add to my list' }).click()
  await visit.getByText('This place is on your list.').waitFor()
  await visit.getByRole('link', { name: 'Back to the results' }).click()
  await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (1 place)' }).waitFor()

  await visit.getByRole('link', { name: second, exact: true }).click()
  await visit.getByRole('button', { name: 'Add to my list' }).click()
  await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (2 places)' }).click()
  await visit.waitForURL('**/list/*')
  assert.deepEqual(await names(visit), [first, second])

  await visit.fill('#near', 'Texas')
  await visit.click('button.main')
  await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (2 places)' }).waitFor()
})

test('a list survives a search that was not understood', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit)
  await add(visit, (await names(visit))[0])
  await visit.locator('details.change > summary').click()
  await visit.fill('#near', 'Alanta')
  await visit.click('button.main')
  await visit.getByRole('button', { name: 'Atlanta, GA' }).click()
  await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (1 place)' }).waitFor()
})

test('a place is shared by its public address, in words that tell nothing', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit)
  await visit.locator('.card h2 a').first().click()
  const shared = await visit.getByLabel('Or copy this link').inputValue()
  assert.match(shared, /\/facility\/\w+$/)
  const text = await visit.getByRole('link', { name: 'Send as a text' }).getAttribute('href')
  assert.equal(decodeURIComponent(text), `sms:?&body=Here is the place we talked about: ${shared}`)
  const drawn = await fetch(`${shared}/qr.svg`)
  assert.equal(drawn.headers.get('content-type'), 'image/svg+xml')
})

test('on paper a list is places and numbers', async (t) => {
  const visit = await page(t, { width: 1280 })
  await search(visit)
  const [first] = await names(visit)
  await add(visit, first)
  await visit.locator('p.list-bar').getByRole('link', { name: 'See my list (1 place)' }).click()
  await visit.waitForURL('**/list/*')
  await visit.emulateMedia({ media: 'print' })
  assert.ok(await visit.getByRole('heading', { name: first }).isVisible())
  assert.ok(await visit.locator('.card .call').isVisible())
  for (const useless of ['button', '.boxes']) {
    for (const element of await visit.locator(`main ${useless}`).all()) {
      assert.ok(!await element.isVisible(), `${useless} is printed`)
    }
  }
})

test('a list that is kept no more says so kindly, and lists are kept out of search engines', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  const answer = await visit.goto('/list/AQAAAAAAAAAA')
  assert.equal(answer.status(), 410)
  assert.equal(await visit.locator('h1').innerText(), 'This list is no longer kept')
  const empty = await fetch(`${url}/list`)
  assert.match(empty.headers.get('x-robots-tag'), /noindex/)
  assert.equal(empty.headers.get('cache-control'), 'no-store')
})

async function search(visit) {
  await visit.goto('/')
  await visit.fill('#near', '30303')
  await visit.click('button.main')
  await visit.waitForURL('**/s/*')
}

async function add(visit, name) {
  await visit.getByRole('button', { name: `Add to my list ${name}` }).click()
  await visit.getByRole('button', { name: `Take off my list ${name}` }).waitFor()
}

async function names(visit) {
  await visit.waitForLoadState() // else some may be on their way
  return visit.locator('.card h2').allInnerTexts()
}
