// A seeker's way through the pages, in a real browser, and what every page owes
// them: nothing that hinders, nothing that tells.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page, url } from './haven.mjs'

const zip = '30303'

async function search(home, fields) {
  await home.goto('/')
  for (const [name, value] of Object.entries(fields)) await home.fill(`#${name}`, value)
  await home.click('button.main')
  await home.waitForURL('**/s/*')
}

/** Puts the first two places found on a list, and goes there. */
async function list(p) {
  await search(p, { near: zip })
  for (const place of ['#place-1', '#place-2']) {
    await p.click(`${place} .keep button`)
    await p.locator(`${place} .keep`).getByText('Take off').waitFor()
  }
  await p.click('.list-bar a')
  await p.waitForURL('**/list/*')
}

/** Each page, and the way to it. */
const ways = {
  'the home page': (p) => p.goto('/'),
  'results': (p) => search(p, { near: zip }),
  'results with all filters open': async (p) => {
    await search(p, { near: zip })
    for (const fold of await p.locator('main summary').all()) if (await fold.isVisible()) await fold.click()
  },
  'results without a place': (p) => search(p, { q: 'recovery' }),
  'nothing found': (p) => search(p, { near: zip, q: 'xylophone' }),
  'a place that is not known': (p) => search(p, { near: 'Alanta' }),
  'a place of which there are several': (p) => search(p, { near: 'Springfield' }),
  'a facility': async (p) => {
    await search(p, { near: zip })
    await p.click('.card h2 a')
    await p.waitForURL('**/facility/*')
    for (const fold of await p.locator('main summary').all()) await fold.click()
  },
  'a list': list,
  'a comparison': async (p) => {
    await list(p)
    await p.getByRole('link', { name: 'Compare side by side' }).click()
    await p.waitForURL('**/compare')
  },
  'an empty list': (p) => p.goto('/list'),
  'a list that is no longer kept': (p) => p.goto('/list/gone'),
  'a report': async (p) => {
    await search(p, { near: zip })
    await p.click('.card h2 a')
    await p.click('a.wrong')
    await p.waitForURL('**/report')
  },
  'a search that is no longer kept': (p) => p.goto('/s/gone'),
  'about the data': (p) => p.goto('/about'),
  'a page that is not there': (p) => p.goto('/no-such-page'),
}

for (const [name, lead] of Object.entries(ways)) {
  for (const width of [360, 1280]) {
    test(`${name} is accessible at ${width} px, light and dark, and says that the demo is made up`, async (t) => {
      const shown = await page(t, { width })
      await lead(shown)
      await axe(shown)
      await shown.emulateMedia({ colorScheme: 'dark' })
      await axe(shown)
      const excess = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(excess <= 0, `it scrolls sideways by ${excess} px`)
      assert.match(await shown.locator('.demo').innerText(), /made up/)
      assert.ok(await shown.locator('.help a[href="tel:988"]').isVisible())
    })
  }
}

for (const javaScript of [true, false]) {
  test(`from a ZIP code to a number in two steps, by keyboard, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript })
    await visit.goto('/')
    await tabTo(visit, '#near')
    await visit.keyboard.type(zip)
    await visit.keyboard.press('Enter')
    await visit.waitForURL('**/s/*')
    assert.match(await visit.locator('h1').innerText(), /^\d+ places within 25 miles of 30303/)

    const call = await tabTo(visit, '.call')
    assert.match(await call.getAttribute('href'), /^tel:\+1\d{10}/)

    await visit.locator('.card h2 a').first().focus()
    await visit.keyboard.press('Enter')
    await visit.waitForURL('**/facility/*')
    await tabTo(visit, '.call')
  })

  test(`filters are ticked and taken off, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript })
    await search(visit, { near: 'Georgia' })
    const all = await total(visit)
    await visit.locator('.narrow > summary').click()
    await visit.getByRole('checkbox', { name: /^Medicaid/ }).check()
    await visit.getByRole('button', { name: 'Update results' }).click()
    const chip = visit.getByRole('button', { name: 'Take off Medicaid' })
    await chip.waitFor()
    assert.ok(await total(visit) < all)
    await chip.click()
    await chip.waitFor({ state: 'detached' })
    assert.equal(await total(visit), all)
  })
}

test('pages of results lead on and back', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit, { near: 'California' })
  const first = await visit.locator('.card h2').first().innerText()
  await visit.getByRole('button', { name: 'Next' }).click()
  await visit.getByText(/^Page 2 of/).waitFor()
  assert.notEqual(await visit.locator('.card h2').first().innerText(), first)
  await visit.getByRole('button', { name: 'Previous' }).click()
  await visit.getByText(/^Page 1 of/).waitFor()
  assert.equal(await visit.locator('.card h2').first().innerText(), first)
})

test('a need on the home page is one tap', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await visit.goto('/')
  await visit.fill('#near', 'Texas')
  await visit.getByRole('button', { name: 'Live-in treatment' }).click()
  await visit.waitForURL('**/s/*')
  assert.match(await visit.locator('.card').first().innerText(), /Has what you asked for: Live-in treatment/)
})

test('a search that finds nothing offers one that finds something', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit, { near: zip, q: 'xylophone' })
  const offer = visit.locator('.relax button').first()
  const [, promised] = (await offer.innerText()).match(/([\d,]+) places?$/)
  await offer.click()
  await visit.locator('.card').first().waitFor()
  assert.equal(await total(visit), number(promised))
})

test('a misspelt place is one tap from the right one', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await search(visit, { near: 'Alanta' })
  await visit.getByRole('button', { name: 'Atlanta, GA' }).click()
  await visit.locator('.card').first().waitFor()
  assert.match(await visit.locator('h1').innerText(), /of Atlanta, GA/)
})

test('what is tapped most is large enough for a shaking hand', async (t) => {
  const visit = await page(t, { width: 360 })
  for (const lead of [ways['the home page'], ways['results'], ways['a facility']]) {
    await lead(visit)
    for (const target of await visit.locator('.help a, .call, button, summary').all()) {
      const box = await target.boundingBox()
      if (box) assert.ok(box.height >= 44, `${await target.innerText()} is ${box.height} px high`)
    }
  }
})

/** Presses Tab until the focus is on an element, as somebody without a mouse does. */
async function tabTo(visit, selector) {
  const wanted = visit.locator(`${selector}:focus`)
  for (let presses = 0; presses < 40; presses++) {
    await visit.keyboard.press('Tab')
    if (await wanted.count() > 0) return wanted
  }
  assert.fail(`40 times Tab did not lead to ${selector}`)
}

async function total(visit) {
  const [, places] = (await visit.locator('h1').innerText()).match(/^([\d,]+) place/)
  return number(places)
}

function number(text) {
  return Number(text.replaceAll(',', ''))
}
