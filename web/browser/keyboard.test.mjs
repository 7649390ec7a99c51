// Every page by keyboard alone: all that can be used is reached in the order in
// which it is read, is seen when it is reached, and nothing holds on to the
// focus. What changes without a new page is announced.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'
import { search, ways, zip } from './ways.mjs'

/** The pages that are walked, by the window's width in CSS pixels. */
const walks = {
  360: [
    'the home page', 'results', 'results with all filters open', 'nothing found', 'a facility', 'a list', 'a comparison',
    'a report that lacks a reason', 'a city', 'privacy', 'a page that is not there',
  ],
  1280: ['results', 'a facility', 'a list'],
}

for (const [width, names] of Object.entries(walks)) {
  for (const name of names) {
    test(`Tab leads through ${name} at ${width} px`, async (t) => {
      const visit = await page(t, { width: Number(width) })
      await ways[name](visit)
      await visit.evaluate(startWalk)
      let step
      do {
        await visit.keyboard.press('Tab')
        step = await visit.evaluate(() => globalThis.takeStep())
        assert.deepEqual(step.faults, [], step.at)
      } while (!step.done)
      assert.deepEqual((await visit.evaluate(() => globalThis.missed())).slice(0, 5), [], 'never reached')
    })
  }
}

test('the first Tab offers to skip to what the page is about', async (t) => {
  for (const name of ['the home page', 'results', 'a facility']) {
    const visit = await page(t, { width: 360 })
    await ways[name](visit)
    await visit.goto(visit.url())
    await visit.keyboard.press('Tab')
    const skip = visit.locator('.usa-skipnav:focus')
    assert.equal(await skip.innerText(), 'Skip to main content')
    await visit.waitForFunction(() => document.activeElement.getBoundingClientRect().top >= 0) // it slides in
    await visit.keyboard.press('Enter')
    await visit.keyboard.press('Tab')
    assert.ok(await visit.locator('main :focus').count() > 0, 'the next Tab is not within the main content')
  }
})

test('what changes without a new page is announced, once it is known', async (t) => {
  const visit = await page(t, { width: 360 })
  const announced = (text) => visit.locator('[role=status]').filter({ hasText: text }).first().waitFor({ state: 'attached' })
  await visit.context().clearPermissions()
  await visit.goto('/')
  assert.deepEqual((await visit.getByRole('status').allTextContents()).join('').trim(), '', 'there is nothing to say yet')
  await visit.getByRole('button', { name: 'Use my location' }).click()
  await announced('Your browser did not share where you are.')
  await visit.locator('#near').pressSequentially('springf')
  await announced(/^Suggestions: \d+/)

  await search(visit, { near: zip })
  const total = await visit.locator('h1').innerText()
  await visit.getByRole('button', { name: 'Show map' }).click()
  await announced(/^\d+ places on the map/)
  await visit.locator('.narrow > summary').click()
  await visit.getByRole('checkbox', { name: /^Medicaid/ }).check()
  await visit.getByRole('button', { name: 'Update results' }).click()
  await visit.getByRole('button', { name: 'Take off Medicaid' }).waitFor()
  const fewer = await visit.locator('h1').innerText()
  assert.notEqual(fewer, total)
  await visit.locator('body > [role=status]').filter({ hasText: fewer }).waitFor({ state: 'attached' })
})

/** Puts takeStep(), which judges where the focus is now, and missed() into the page it runs in. */
function startWalk() {
  const seen = new Set()
  let last = null
  const describe = (element) => element.outerHTML.slice(0, 120)
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0

  /** Points of an element where it, or what is in it, is not behind something else. */
  const isUncovered = (element) => [...element.getClientRects()].some(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) =>
      element.contains(document.elementFromPoint(left + x * width, top + y * height)))))

  const faultsOf = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return [
      last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) && `comes after ${describe(last)}`,
      (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) && 'does not show that it has the focus',
      !isUncovered(element) && 'is hidden behind something else',
    ].filter(Boolean)
  }

  // Tab goes on from where the focus was last: from now on from the top.
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')

  globalThis.takeStep = async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    const element = document.activeElement
    if (element === document.body || seen.has(element)) return { done: true, faults: [] }
    const step = { done: false, at: describe(element), faults: faultsOf(element) }
    seen.add(element)
    last = element
    return step
  }

  // Of radio buttons Tab reaches one; arrows lead to the others.
  globalThis.missed = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((element) => isSeen(element) && !seen.has(element) && !element.matches('[type=hidden], [type=radio]'))
    .map(describe)
}
