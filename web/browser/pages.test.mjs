// A seeker's way through the pages, in a real browser, and what every page owes
// them: nothing that hinders, nothing that tells.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'
import { search, ways, zip } from './ways.mjs'

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
    for (const [targets, least] of [['.call, .main, .update, .needs button, summary', 44], ['.help a, .exit a, main button', 28]]) {
      for (const target of await visit.locator(targets).all()) {
        const box = await target.boundingBox()
        if (box) assert.ok(box.height >= least, `${await target.innerText()} is ${box.height} px high`)
      }
    }
  }
})

/** What somebody on a small phone sees without a touch of the screen, and nothing lies over. */
const firstScreen = {
  'both boxes and the button to search': ['the home page', ['#near', '#q', 'button.main']],
  'the first place found and its number': ['results', ['.card h2 >> nth=0', '.call >> nth=0']],
  'the number of a place': ['a facility', ['.call >> nth=0']],
}

for (const [what, [where, parts]] of Object.entries(firstScreen)) {
  for (const language of ['en', 'es']) {
    test(`${what}: on the first screen of ${where} at 360 × 780 px, ${language}`, async (t) => {
      const visit = await page(t, { width: 360 })
      await visit.setViewportSize({ width: 360, height: 780 })
      await ways[where](visit)
      if (language === 'es') await visit.getByRole('link', { name: 'Español' }).click()
      await visit.locator(`html[lang=${language}]`).waitFor()
      await visit.waitForLoadState() // its style sheet, too
      await visit.evaluate(() => scrollTo(0, 0))
      const end = (await visit.locator('.exit').boundingBox()).y
      for (const part of parts) {
        const { y, height } = await visit.locator(part).boundingBox()
        assert.ok(y + height <= end, `${part} ends at ${y + height} px, the screen at ${end} px`)
      }
    })
  }
}

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
