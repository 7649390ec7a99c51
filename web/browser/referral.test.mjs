// A referral through its whole life from both sides: the agent at the desk, the
// place by a link, in a browser of its own and without scripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page, url } from './haven.mjs'
import { atReferral, caseWithPlaces } from './ways-staff.mjs'

/** Opens a link as the place does. */
async function place(t, link, options) {
  const theirs = await page(t, { javaScript: false, ...options })
  await theirs.goto(link)
  return theirs
}

/** Makes a link on the page of a referral or of a question, and returns it. */
async function link(agent) {
  await agent.locator('form[action$="/link"] button').click()
  return agent.locator('#link-address').inputValue()
}

const standing = (p) => p.locator('.standing strong').innerText()

test('a referral from draft to closed, from both sides', async (t) => {
  const agent = await page(t)
  await atReferral(agent)
  assert.equal(await standing(agent), 'Not sent yet')
  await agent.selectOption('#via-sent', 'desk')
  await agent.getByRole('button', { name: 'Send', exact: true }).click()
  assert.equal(await standing(agent), 'Sent, no answer yet')
  const theirs = await place(t, await link(agent), { width: 360 })
  await axe(theirs)
  await theirs.getByText('42 CFR part 2 prohibits').waitFor()
  await theirs.getByRole('button', { name: 'Accept' }).click()
  assert.equal(await standing(theirs), 'Accepted')

  await agent.reload()
  assert.equal(await standing(agent), 'Accepted')
  await agent.getByText('The place, by its link').waitFor()

  await theirs.locator('summary', { hasText: 'Make an appointment' }).click()
  await theirs.fill('#when-scheduled', '2031-03-04T09:30')
  await theirs.selectOption('#zone-scheduled', 'America/New_York')
  await theirs.fill('#words-scheduled', 'Ask for Kim')
  await theirs.locator('form.step button[value=scheduled]').click()
  await theirs.getByText('March 4, 2031 at 9:30 am (Eastern time)').first().waitFor()

  await agent.reload()
  await agent.getByText('Ask for Kim').waitFor()
  await agent.locator('form.step button[value=attended]').click()
  await agent.locator('summary', { hasText: 'Close' }).click()
  await agent.selectOption('#outcome-closed', 'met')
  await agent.locator('form.step button[value=closed]').click()
  assert.equal(await standing(agent), 'Closed')
  assert.equal(await agent.locator('.past li').count(), 5)

  await theirs.reload()
  await theirs.getByText('This request is over.').waitFor()
  assert.equal(await theirs.locator('form.step').count(), 0)
})

test('a decline, and the next place with one press', async (t) => {
  const agent = await page(t)
  await atReferral(agent)
  await agent.getByRole('button', { name: 'Send', exact: true }).click()
  const theirs = await place(t, await link(agent))
  await theirs.locator('summary', { hasText: 'Decline' }).click()
  await theirs.selectOption('#reason-declined', 'no-room')
  await theirs.locator('form.step button[value=declined]').click()
  assert.equal(await standing(theirs), 'Declined')

  await agent.reload()
  const before = await agent.locator('h1').innerText()
  await agent.locator('.next-place button').click()
  assert.equal(await standing(agent), 'Not sent yet')
  assert.notEqual(await agent.locator('h1').innerText(), before)
})

test('the key O on the case does the same', async (t) => {
  const agent = await page(t)
  await atReferral(agent)
  await agent.locator('form.warm button[value=no]').click()
  assert.equal(await standing(agent), 'Could not be reached')
  await agent.getByRole('link', { name: 'Back to the case' }).click()
  await agent.locator('.next-place').waitFor()
  await agent.keyboard.press('o')
  await agent.waitForURL('**/desk/referral/*')
  assert.equal(await standing(agent), 'Not sent yet')
})

test('a warm hand-off that was answered', async (t) => {
  const agent = await page(t, { javaScript: false, width: 360 })
  await atReferral(agent)
  await agent.getByRole('button', { name: 'They answered' }).click()
  assert.equal(await standing(agent), 'Seen by the place')
  assert.equal(await agent.getByText('The helpline, with the caller on the line').count(), 2)
})

test('a place is asked for room alone, and answers by a link', async (t) => {
  const agent = await page(t)
  await caseWithPlaces(agent)
  await agent.locator('form[action$="/room"] button').first().click()
  const theirs = await place(t, await link(agent), { width: 360 })
  await axe(theirs)
  await theirs.getByRole('button', { name: 'Has a waiting list' }).click()
  await theirs.locator('.standing', { hasText: 'Has a waiting list (by the link' }).waitFor()
  await agent.getByRole('link', { name: 'Back to the case' }).click()
  await agent.locator('.referred', { hasText: 'Has a waiting list' }).waitFor()
})

test('a link that was replaced leads nowhere', async (t) => {
  const agent = await page(t)
  await atReferral(agent)
  await agent.getByRole('button', { name: 'Send', exact: true }).click()
  const old = await link(agent)
  await link(agent)
  const theirs = await place(t, old)
  await theirs.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
})

test('a hand-over is printed in Spanish', async (t) => {
  const agent = await page(t)
  await caseWithPlaces(agent)
  await agent.selectOption('#language', 'es')
  await agent.locator('#facts-form [data-save-said]:not(:empty)').waitFor()
  await agent.locator('section.hand-over a.usa-button').click()
  await agent.locator('div[lang=es] .script li').first().waitFor()
  await agent.locator('form[action$="/done"] button[value=read-out]').click()
  await agent.locator('.noted li').waitFor()
  await agent.locator('a[href$="/print"]').click()
  await agent.waitForURL('**/print')
  assert.equal(await agent.locator('html').getAttribute('lang'), 'es')
  await agent.emulateMedia({ media: 'print' })
  assert.ok(await agent.getByText('El número de teléfono es').first().isVisible())
  for (const hidden of ['.top nav', '.help', '.exit', '.foot']) {
    for (const part of await agent.locator(hidden).all()) assert.ok(!(await part.isVisible()), `${hidden} is printed`)
  }
  await axe(agent, { only: ['image-alt', 'html-has-lang'] })
  const svg = await agent.request.get(new URL(await agent.locator('img.qr').getAttribute('src'), url).href)
  assert.ok((await svg.text()).startsWith('<svg'))
})
