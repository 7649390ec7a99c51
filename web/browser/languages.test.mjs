// Spanish as a second language, and the way from pages of places into a search, in a real browser.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'

test('a search in Spanish is answered in Spanish, and the other language keeps it', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto('/es/')
  await visit.fill('#near', '30303')
  await visit.click('button.main')
  await visit.waitForURL('**/es/s/*')
  const found = await visit.locator('.card h2').first().innerText()
  assert.match(await visit.locator('h1').innerText(), /30303/)

  await visit.click('.languages a')
  await visit.waitForURL((address) => address.pathname.startsWith('/s/'))
  assert.match(await visit.locator('h1').innerText(), /places within 25 miles of 30303/)
  assert.equal(await visit.locator('.card h2').first().innerText(), found)
})

test('the page of a city leads into a search there', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await visit.goto('/in/ga/atlanta')
  await visit.click('button[name=code][value=MD]')
  await visit.waitForURL('**/s/*')
  assert.match(await visit.locator('h1').innerText(), /^\d+ places? within 25 miles of Atlanta, GA/)
})
