// A place confirms its listing by the link of a letter in three taps, and tells
// its openings in two, both without JavaScript.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'

/** Signs in on the demo as somebody of a role. */
async function enter(visit, role) {
  await visit.goto('/sign-in')
  await visit.locator(`button[value="${role}"]`).click()
  await visit.locator('nav.areas').waitFor()
}

/** Prints a letter to a place of a search, and returns the path of its link. */
async function letter(t) {
  const desk = await page(t, { javaScript: false })
  await enter(desk, 'steward')
  await desk.goto('/letters')
  await desk.fill('#near', 'Georgia')
  await desk.getByRole('button', { name: 'Find places' }).click()
  const boxes = desk.locator('input[name="place"]')
  await boxes.first().waitFor()
  for (let i = 1; i < await boxes.count(); i++) await boxes.nth(i).uncheck()
  await boxes.first().check()
  await axe(desk)
  await desk.getByRole('button', { name: 'Print letters' }).click()
  await desk.locator('.letter svg').waitFor()
  assert.equal(await desk.locator('.letter').count(), 1)
  return new URL(await desk.locator('.letter .link').innerText()).pathname
}

test('from a letter to a confirmed listing in three taps, on a phone without JavaScript', async (t) => {
  const link = await letter(t)
  const phone = await page(t, { width: 360, javaScript: false })
  await phone.goto(link) // the first tap: the camera's
  await axe(phone)
  await phone.getByRole('button', { name: 'Yes, nothing has changed' }).click() // the second, and nobody needs a third
  await phone.getByRole('heading', { name: 'Thank you' }).waitFor()
  assert.deepEqual(await phone.context().cookies(), [])
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth), 360)
  assert.equal((await phone.reload()).status(), 200, 'nothing is sent twice')
  await phone.getByRole('link', { name: 'See your listing' }).click()
  await phone.getByText('Confirmed').first().waitFor()
  await phone.goto(link)
  await phone.getByRole('button', { name: 'Take this back' }).click()
  await phone.getByText('You took this back.').waitFor()
})

test('openings are told in two taps without JavaScript', async (t) => {
  const phone = await page(t, { width: 360, javaScript: false })
  await enter(phone, 'facility')
  await phone.goto('/listings')
  await phone.locator('ul.people a').first().click()
  await phone.getByRole('link', { name: 'Tell how much room you have' }).click()
  const address = phone.url()
  await phone.getByRole('button', { name: /^\+1, / }).first().click()
  await phone.getByText('1 open').first().waitFor()
  await phone.goto(address) // the first tap: a bookmark
  await phone.getByRole('button', { name: 'Same as before, now' }).click() // the second
  await phone.getByText('as of').first().waitFor()
  await axe(phone)
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth), 360)
})
