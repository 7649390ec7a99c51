// The desk as an agent works: by keyboard alone, on a phone, without scripts,
// and with a colleague on the same case.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'
import { atDesk, newCase } from './ways-staff.mjs'

/** Opens the demo's desk for somebody with a browser of their own. */
async function desk(t, { role, ...options } = {}) {
  const visit = await page(t, options)
  await atDesk(visit, { role })
  return visit
}

const list = (visit) => visit.locator('.picks > li strong').allInnerTexts()
const found = (visit) => visit.locator('.desk-search .card h2').allInnerTexts()
const picked = (visit, many) => visit.locator('#picks-heading').filter({ hasText: ` ${many} place` }).waitFor()
const focused = (visit, selector) => visit.waitForFunction((at) => document.activeElement.matches(at), selector)
const notes = '#notes'
const saved = (visit) => visit.locator('#text-notes [data-save-said]').filter({ hasText: 'Saved' }).waitFor()

/** Opens a case and searches in it, by keyboard alone. */
async function searched(visit, words = 'detox near 30303') {
  await visit.keyboard.press('n')
  await visit.locator('.case-code').waitFor()
  await focused(visit, '#q')
  await visit.keyboard.type(words)
  await visit.keyboard.press('Enter')
  await focused(visit, '#found')
}

test('from the search box to three places picked takes four keys', async (t) => {
  const visit = await desk(t)
  await visit.keyboard.press('n')
  await focused(visit, '#q')
  await visit.keyboard.type('detox near 30303')
  let pressed = 0
  const press = (key) => {
    pressed++
    return visit.keyboard.press(key)
  }
  await press('Enter')
  await focused(visit, '#found')
  const names = await found(visit)
  for (const key of ['1', '3', '2']) await press(key) // quicker than the answers come
  await picked(visit, 3)
  assert.deepEqual(await list(visit), [names[0], names[2], names[1]])
  assert.equal(pressed, 4)
  assert.doesNotMatch(visit.url(), /30303|detox/)
  await axe(visit)
})

test('a whole call by keyboard alone: walk, pick, put in order, take off, write', async (t) => {
  const visit = await desk(t)
  const press = async (...keys) => { for (const key of keys) await visit.keyboard.press(key) }
  await searched(visit)
  const names = await found(visit)
  await press('j')
  await focused(visit, '#place-1')
  await press('j', 'ArrowDown', 'k')
  await focused(visit, '#place-2')
  await press('Enter')
  await picked(visit, 1)
  await focused(visit, '#place-2')
  await press('3', '1')
  await picked(visit, 3)
  assert.deepEqual(await list(visit), [names[1], names[2], names[0]])

  await press('l')
  await focused(visit, '#picks-heading')
  await press('j', 'j', 'Shift+K')
  await visit.waitForFunction((first) => document.querySelector('.picks strong').innerText === first, names[2])
  assert.deepEqual(await list(visit), [names[2], names[1], names[0]])
  await press('Shift+J')
  await visit.waitForFunction((first) => document.querySelector('.picks strong').innerText === first, names[1])
  await press('1')
  await picked(visit, 2)

  await press('m')
  await focused(visit, notes)
  await visit.keyboard.type('n, j, 1 and ? are only letters here')
  await saved(visit)
  await visit.reload()
  assert.equal(await visit.inputValue(notes), 'n, j, 1 and ? are only letters here')
  assert.deepEqual(await list(visit), [names[1], names[2]])
  assert.equal(await visit.locator('.case-code').count(), 0, 'the code is shown a second time')
})

test('the keys show themselves, let the focus out, and can be switched off', async (t) => {
  const visit = await desk(t)
  await visit.keyboard.press('?')
  const dialog = visit.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await dialog.waitFor()
  await axe(visit)
  await visit.keyboard.press('n')
  assert.equal(new URL(visit.url()).pathname, '/desk', 'a key works behind the dialog')
  await visit.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })

  await visit.getByRole('link', { name: 'Keyboard shortcuts' }).click()
  await dialog.getByRole('button', { name: 'Shortcuts are on' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await visit.keyboard.press('n')
  await visit.reload()
  await visit.keyboard.press('n')
  await visit.waitForTimeout(300) // nothing comes that could be waited for
  assert.equal(new URL(visit.url()).pathname, '/desk', 'a key works that was switched off')
  await visit.getByRole('link', { name: 'Keyboard shortcuts' }).click()
  assert.equal(await dialog.getByRole('button', { name: 'Shortcuts are on' }).getAttribute('aria-pressed'), 'false')
})

test('a search without a case finds the same, and its first pick opens one', async (t) => {
  const visit = await desk(t)
  await visit.keyboard.press('/')
  await focused(visit, '#q')
  await visit.keyboard.type('detox near 30303')
  await visit.keyboard.press('Enter')
  await focused(visit, '#found')
  assert.match(new URL(visit.url()).pathname, /^\/desk\/s\//)
  const names = await found(visit)
  await visit.keyboard.press('2')
  await visit.locator('.case-code').waitFor()
  assert.deepEqual(await list(visit), [names[1]])
  assert.match(new URL(visit.url()).pathname, /^\/desk\/case\/\w+$/)
})

test('the next day a colleague goes on with the code', async (t) => {
  const [today, tomorrow] = [await desk(t), await desk(t, { role: 'supervisor', width: 360 })]
  const code = await newCase(today)
  await focused(today, '#q')
  await today.keyboard.type('detox near 30303')
  await today.keyboard.press('Enter')
  await focused(today, '#found')
  await today.keyboard.press('1')
  await picked(today, 1)
  await tomorrow.fill('#code', code.replaceAll('-', ' ').toUpperCase())
  await tomorrow.getByRole('button', { name: 'Find the case' }).click()
  await tomorrow.waitForURL('**/desk/case/*')
  assert.deepEqual(await list(tomorrow), await list(today))
  assert.ok(await tomorrow.getByRole('button', { name: 'Take off 30303' }).isVisible())
  await axe(tomorrow)
})

test('of two agents on one case nobody’s words are lost', async (t) => {
  const [kim, lee] = [await desk(t), await desk(t, { role: 'supervisor', refused: 409 })]
  const code = await newCase(kim)
  await lee.fill('#code', code)
  await lee.keyboard.press('Enter')
  await lee.waitForURL('**/desk/case/*')
  await kim.fill(notes, 'Kim: starts on Monday')
  await saved(kim)
  await lee.fill(notes, 'Lee: needs a ride')
  await lee.locator('#text-notes [data-save-said]').filter({ hasText: 'A colleague wrote here, too' }).waitFor()
  assert.equal(await lee.inputValue(notes), 'Lee: needs a ride')
  await lee.locator('#text-notes button').click()
  await lee.getByRole('heading', { name: 'Two people changed this' }).waitFor()
  assert.equal(await lee.inputValue('#merged'), 'Kim: starts on Monday\n\nLee: needs a ride')
  await axe(lee)
  await lee.getByRole('button', { name: 'Save this text' }).click()
  await lee.waitForURL('**/desk/case/*')
  await kim.reload()
  assert.equal(await kim.inputValue(notes), 'Kim: starts on Monday\n\nLee: needs a ride')
})

test('contact details typed as a colleague records the withdrawal are shown again with what is wrong', async (t) => {
  const [kim, lee] = [await desk(t), await desk(t, { role: 'supervisor', refused: 400 })]
  const code = await newCase(kim)
  await kim.getByText('Record a consent').click()
  await kim.getByRole('button', { name: 'Record it' }).click()
  await kim.locator('#contact').waitFor()
  await lee.fill('#code', code)
  await lee.keyboard.press('Enter')
  await lee.waitForURL('**/desk/case/*')
  await kim.getByRole('button', { name: /^Withdraw/ }).click()
  await kim.locator('#contact').waitFor({ state: 'detached' })
  await lee.fill('#contact', 'Ann, (404) 555-0100')
  await lee.locator('#text-contact [data-save-said]').filter({ hasText: 'Not saved. Press Save to see why.' }).waitFor()
  await lee.locator('#text-contact button').click()
  await lee.getByRole('heading', { name: 'This could not be saved' }).waitFor()
  assert.equal(await lee.inputValue('#again'), 'Ann, (404) 555-0100')
  await axe(lee)
  await lee.setViewportSize({ width: 360, height: 800 })
  assert.equal(await lee.evaluate(() => document.documentElement.scrollWidth), 360)
})

test('what somebody has begun to write stays when something else is pressed', async (t) => {
  const visit = await desk(t)
  await searched(visit)
  await visit.fill(notes, 'half a sent')
  await visit.locator('#place-1 .keep button').click()
  await picked(visit, 1)
  assert.equal(await visit.inputValue(notes), 'half a sent')
  await saved(visit)
  await visit.locator(notes).pressSequentially('ence')
  await visit.getByRole('button', { name: 'Take off Detox' }).click()
  await visit.getByRole('button', { name: 'Take off Detox' }).waitFor({ state: 'detached' })
  assert.equal(await visit.inputValue(notes), 'half a sentence')
})

for (const width of [360, 1280]) {
  test(`the whole flow by forms alone, at ${width} px`, async (t) => {
    const visit = await desk(t, { width, javaScript: false })
    const code = await newCase(visit)
    await visit.fill('#near', '30303')
    await visit.fill('#q', 'detox')
    await visit.locator('.boxes button.main').click()
    const names = await found(visit)
    for (const place of ['#place-1', '#place-3', '#place-2']) await visit.locator(`${place} .keep button`).click()
    assert.deepEqual(await list(visit), [names[0], names[2], names[1]])
    await visit.getByRole('button', { name: `Move up: ${names[1]}` }).last().click()
    assert.deepEqual(await list(visit), [names[0], names[1], names[2]])

    await visit.fill(notes, 'by hand')
    await visit.locator('#text-notes button').click()
    assert.equal(await visit.inputValue(notes), 'by hand')
    await visit.selectOption('#language', 'es')
    await visit.locator('#facts-form button').click()
    assert.equal(await visit.inputValue('#language'), 'es')
    assert.equal(await visit.evaluate(() => document.documentElement.scrollWidth), width)

    await visit.getByText('Record a consent').click()
    await visit.getByRole('button', { name: 'Record it' }).click()
    await visit.fill('#contact', 'Ann, (404) 555-0100')
    await visit.locator('#text-contact button').click()
    assert.equal(await visit.inputValue('#contact'), 'Ann, (404) 555-0100')
    await visit.getByRole('button', { name: /^Withdraw/ }).click()
    assert.equal(await visit.locator('#contact').count(), 0)
    await axe(visit)

    await visit.getByRole('link', { name: 'Keyboard shortcuts' }).click()
    await axe(visit)
    await visit.getByRole('link', { name: 'Back to the desk' }).click()
    await visit.fill('#code', code)
    await visit.getByRole('button', { name: 'Find the case' }).click()
    assert.equal(await visit.inputValue(notes), 'by hand')
  })
}
