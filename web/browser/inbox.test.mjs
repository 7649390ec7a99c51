// The stewards' inbox, without scripts on a phone: what a visitor reports is
// taken and answered.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'

test('a steward answers what a visitor reports, by forms alone', async (t) => {
  const visitor = await page(t, { javaScript: false })
  await visitor.goto('/in/ga/atlanta')
  await visitor.locator('a[href^="/facility/"]').first().click()
  await visitor.locator('a[href$="/report"]').click()
  await visitor.check('input[value="number"]')
  await visitor.fill('textarea[name="words"]', 'It is a bakery.')
  await visitor.locator('form:has(textarea) button').click()

  const steward = await page(t, { javaScript: false, width: 360 })
  await steward.goto('/sign-in')
  await steward.locator('button[name="role"][value="steward"]').click()
  await steward.goto('/inbox?kind=report')
  const reported = steward.locator('.inbox li', { hasText: ', GA' }) // the demo's own reports are of another state
  assert.match(await reported.innerText(), /phone number is said to be wrong/i)
  await reported.locator('form button').click()
  assert.match(await reported.innerText(), /Yours/)
  await reported.locator('h2 a').click()
  assert.match(await steward.locator('main').innerText(), /It is a bakery\./)
  await steward.locator('button[value="dismiss"]').click()
  assert.match(await steward.locator('#problem').innerText(), /Say why/)
  await steward.fill('#words', 'I called. They answer.')
  await steward.locator('button[value="dismiss"]').click()
  await steward.waitForURL((url) => url.pathname === '/inbox')
  await steward.goto('/inbox?kind=report')
  assert.equal(await reported.count(), 0)
})
