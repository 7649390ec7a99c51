// The desk as an agent works: by keyboard alone, on a phone, without scripts,
// and with a colleague on the same case.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'

/** Signs somebody in to the demo's helpline, and leads them to the desk. */
async function atDesk(t, { role = 'agent', language = '', ...options } = {}) {
  const visit = await page(t, options)
  await visit.goto(`${language}/sign-in`)
  await visit.locator(`button[name=role][value=${role}]`).click()
  await visit.waitForURL('**/desk')
  return visit
}

/** Opens a case, and returns its code. */
async function newCase(visit) {
  await visit.getByRole('button', { name: 'New case' }).click()
  return visit.locator('.case-code .code').innerText()
}

const list = (visit) => visit.locator('.picks > li strong').allInnerTexts()
const found = (visit) => visit.locator('.desk-search .card h2').allInnerTexts()
const picked = (visit, many) => visit.locator('#picks-heading', { hasText: `${many} place` }).waitFor()

test('from the search box to three places picked takes four keys', async (t) => {
  const visit = await atDesk(t)
  await visit.keyboard.press('n')
  await visit.locator('.case-code').waitFor()
  await visit.waitForFunction(() => document.activeElement.id === 'q')
  await visit.keyboard.type('detox near 30303')
  let pressed = 0
  const press = (key) => {
    pressed++
    return visit.keyboard.press(key)
  }
  await press('Enter')
  await visit.waitForFunction(() => document.activeElement.id === 'found')
  const names = await found(visit)
  for (const key of ['1', '3', '2']) await press(key)
  await picked(visit, 3)
  assert.deepEqual(await list(visit), [names[0], names[2], names[1]])
  assert.equal(pressed, 4)
})
