// Spanish as a second language, and the pages of places, in a real browser.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'

const paths = ['/', '/in', '/in/ga', '/in/ga/fulton-county', '/in/ga/atlanta', '/in/ga/atlenta', '/ranking', '/privacy', '/s/gone', '/no-such-page']

for (const [language, prefix] of [['en', ''], ['es', '/es']]) {
  for (const width of [360, 1280]) {
    test(`pages in "${language}" are accessible at ${width} px, and scroll one way only`, async (t) => {
      const shown = await page(t, { width })
      for (const path of paths) {
        await shown.goto(prefix + path)
        await axe(shown)
        const excess = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(excess <= 0, `${prefix}${path} scrolls sideways by ${excess} px`)
        assert.equal(await shown.locator('html').getAttribute('lang'), language)
        assert.ok(await shown.locator('.help a[href="tel:988"]').isVisible())
      }
    })
  }
}

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
