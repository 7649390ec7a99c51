// A place changes its listing: what is safe shows at once, what is risky waits
// for a steward, all with forms alone on a phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'

/** Signs in on the demo as somebody of a role. */
async function enter(visit, role) {
  await visit.goto('/sign-in')
  await visit.locator(`button[value="${role}"]`).click()
  await visit.locator('nav.areas').waitFor()
}

async function fits(visit) {
  const excess = await visit.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(excess <= 0, `${visit.url()} scrolls sideways by ${excess} px`)
  await axe(visit)
}

test('a safe edit shows, a risky one waits until a steward accepts it', async (t) => {
  const phone = await page(t, { width: 360, javaScript: false })
  await enter(phone, 'facility')
  await phone.goto('/listings')
  await phone.locator('ul.people a').first().click()
  const place = new URL(phone.url()).pathname.split('/').pop()
  const name = await phone.locator('h1').innerText()
  await phone.getByRole('link', { name: 'Change this listing' }).click()
  await fits(phone)

  await phone.getByRole('link', { name: 'Hours' }).click()
  await phone.getByLabel('You can come without an appointment.').check()
  await fits(phone)
  await phone.getByRole('button', { name: 'Save' }).click()
  await phone.getByText('Saved. It shows now.').waitFor()

  await phone.getByRole('link', { name: 'Phone numbers' }).click()
  await phone.locator('#phone').fill('911')
  await phone.getByRole('button', { name: 'Save' }).click()
  assert.equal(await phone.locator('#phone').inputValue(), '911')
  await phone.getByText('Write the number with its area code').waitFor()
  await fits(phone)
  await phone.locator('#phone').fill('404-555-0142')
  await phone.locator('#why').fill('We have a new line.')
  await phone.getByRole('button', { name: 'See how it will look' }).click()
  await phone.getByRole('link', { name: /\(404\) 555-0142/ }).waitFor()
  await fits(phone)
  await phone.getByRole('button', { name: 'Save' }).click()
  await phone.getByText('It will be checked before it shows.').waitFor()
  await fits(phone)

  const seeker = await page(t, { width: 360, javaScript: false })
  await seeker.goto(`/facility/${place}`)
  await seeker.getByText('You can come without an appointment.').waitFor()
  assert.equal(await seeker.getByText('555-0142').count(), 0)
  await fits(seeker)

  const desk = await page(t, { width: 1280, javaScript: false })
  await enter(desk, 'steward')
  await desk.goto('/inbox?kind=proposal')
  await desk.locator('.inbox li', { hasText: name }).locator('h2 a').click()
  await desk.getByText('We have a new line.').waitFor()
  await fits(desk)
  await desk.getByRole('button', { name: 'Show the change' }).click()
  await seeker.reload()
  await seeker.getByRole('link', { name: /\(404\) 555-0142/ }).waitFor()
  await phone.reload()
  await phone.getByText('Shows now').waitFor()

  for (const group of ['phones', 'address', 'payment', 'visit', 'medication', 'levels', 'people', 'closed']) {
    await phone.goto(`/es/listings/${place}/edit/${group}`)
    await fits(phone)
  }
  await desk.goto(`/listings/${place}/edit/hours`)
})
