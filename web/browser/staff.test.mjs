// Every page of people who sign in, in each of its states, is for everyone: in
// both languages, on a phone and a desk, light and dark.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, axeInTheDark, page } from './haven.mjs'
import { accountWays } from './ways-account.mjs'
import { listingWays } from './ways-listings.mjs'
import { staffWays } from './ways-staff.mjs'

const languages = { en: '', es: '/es' }
const widths = [360, 1280] // CSS pixels
const height = 800

for (const [name, lead] of Object.entries({ ...accountWays, ...staffWays, ...listingWays })) {
  test(`${name}: nothing hinders anybody, in English and Spanish, at ${widths.join(' and ')} px`, async (t) => {
    const shown = await page(t, { width: widths[0] })
    for (const [language, prefix] of Object.entries(languages)) {
      await shown.setViewportSize({ width: widths[0], height })
      await lead(shown, prefix)
      assert.equal(await shown.locator('html').getAttribute('lang'), language)
      for (const width of widths) {
        await shown.setViewportSize({ width, height })
        const excess = await shown.evaluate(() => document.documentElement.scrollWidth) - width
        assert.ok(excess <= 0, `${shown.url()} scrolls sideways by ${excess} px at ${width} px`)
        await axe(shown)
        if (language === 'en') await axeInTheDark(shown) // colors speak no language
      }
    }
  })
}
