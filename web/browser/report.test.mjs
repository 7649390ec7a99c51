// Somebody tells what is wrong with a listing, and stays unknown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { log, page, url } from './haven.mjs'

const words = 'Here is a bakery.\nIt opened in May.'

for (const javaScript of [true, false]) {
  test(`a wrong number is reported, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript })
    await visit.goto('/')
    await visit.fill('#near', '30303')
    await visit.click('button.main')
    await visit.waitForURL('**/s/*')
    await visit.locator('.card h2 a').first().click()
    await visit.waitForURL('**/facility/*')
    const place = await visit.locator('h1').innerText()
    await visit.getByRole('link', { name: 'Something wrong here?' }).click()
    await visit.getByLabel('The phone number is wrong').check()
    await visit.getByLabel('Tell us more, if you like').fill(words)
    await visit.getByRole('button', { name: 'Send' }).click()
    await visit.getByRole('heading', { name: 'Thank you' }).waitFor()
    assert.deepEqual(await visit.context().cookies(), [])
    assert.equal((await visit.reload()).status(), 200, 'nothing is sent twice')
    await visit.getByRole('link', { name: 'Back to the place' }).click()
    await visit.waitForURL((address) => !address.pathname.includes('/report'))
    assert.equal(await visit.locator('h1').innerText(), place)
  })
}

test('a report without a reason is asked for one, and keeps its words', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await visit.goto('/')
  await visit.fill('#near', '30303')
  await visit.click('button.main')
  await visit.locator('.card h2 a').first().click()
  await visit.getByRole('link', { name: 'Something wrong here?' }).click()
  await visit.getByLabel('Tell us more, if you like').fill(words)
  await visit.locator('form.report').evaluate((form) => { form.noValidate = true })
  await visit.getByRole('button', { name: 'Send' }).click()
  await visit.getByRole('alert').getByText('Choose what is wrong.').waitFor()
  assert.equal(await visit.getByLabel('Tell us more, if you like').inputValue(), words)
})

test('neither the log nor the metrics tell what was reported', async () => {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  for (const text of [log(), metrics]) {
    assert.ok(text.includes('/facility/:id/report'))
    assert.doesNotMatch(text, /bakery/)
  }
})
