// Every page, in each of its states, is for everyone: in both languages, on a
// phone and a desk, light and dark.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, axeInTheDark, page } from './haven.mjs'
import { ways } from './ways.mjs'

const languages = { en: '', es: '/es' }

const widths = [360, 1280] // CSS pixels
const narrowest = 320 // what 1280 px are to somebody who needs four times the size (WCAG 1.4.10)
const height = 800

for (const [name, lead] of Object.entries(ways)) {
  test(`${name}: nothing hinders anybody, in English and Spanish, at ${widths.join(' and ')} px, light and dark`, async (t) => {
    const shown = await page(t, { width: widths[0] })
    for (const [language, prefix] of Object.entries(languages)) {
      await lead(shown, prefix)
      assert.equal(await shown.locator('html').getAttribute('lang'), language)
      await scrollsOneWay(shown, narrowest)
      for (const width of widths) {
        await scrollsOneWay(shown, width)
        await axe(shown)
        if (language === 'en') await axeInTheDark(shown) // colors speak no language
        assert.deepEqual(await shown.evaluate(tooSmall), [], 'targets of less than 24 px')
        assert.ok(await shown.locator('.help a[href="tel:988"]').isVisible())
        assert.ok(await shown.locator('.demo').isVisible(), 'the demo does not say that it is made up')
      }
      await shown.setViewportSize({ width: widths[0], height })
    }
  })
}

/** Makes the window so wide, and fails if the page is wider. */
async function scrollsOneWay(shown, width) {
  await shown.setViewportSize({ width, height })
  const excess = await shown.evaluate(() => document.documentElement.scrollWidth) - width
  assert.ok(excess <= 0, `${shown.url()} scrolls sideways by ${excess} px at ${width} px`)
}

/**
 * Each thing to tap that is less than 24 px wide or high and not a link within
 * a sentence (WCAG 2.5.8); runs in the page. A box to tick counts with its label.
 */
function tooSmall() {
  const least = 24
  const targets = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [tabindex="0"]')
  const isSeen = (target) => target.checkVisibility({ visibilityProperty: true }) && target.getBoundingClientRect().bottom + scrollY > 0
  const isInSentence = (target) => {
    const around = target.parentElement.innerText.trim()
    return getComputedStyle(target).display === 'inline' && around.length > target.innerText.trim().length
  }
  const area = (target) => (/^(checkbox|radio)$/.test(target.type) && target.labels[0] || target).getBoundingClientRect()
  return [...targets]
    .filter((target) => isSeen(target) && !isInSentence(target))
    .map((target) => ({ target, box: area(target) }))
    .filter(({ box }) => Math.min(box.width, box.height) < least - 0.1)
    .map(({ target, box }) => `${target.outerHTML.slice(0, 120)}: ${Math.round(box.width)} × ${Math.round(box.height)}`)
}
