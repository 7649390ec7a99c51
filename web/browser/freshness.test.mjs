// The freshness board and its work list: charts with tables, and a place that is
// asked by one press.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'

async function asSteward(t, options, language = '') {
  const steward = await page(t, options)
  await steward.goto(`${language}/sign-in`)
  await steward.locator('button[name="role"][value="steward"]').click()
  return steward
}

for (const width of [360, 1280]) {
  test(`the freshness board shows shares and their days at ${width} px`, async (t) => {
    for (const language of ['', '/es']) {
      const steward = await asSteward(t, { width }, language)
      await steward.goto(`${language}/freshness`)
      for (const id of ['time', 'kind', 'source', 'state']) {
        assert.equal(await steward.locator(`svg[aria-labelledby^="${id}-title"]`).count(), 1, `a chart of ${id}`)
        assert.ok(await steward.locator(`section[aria-labelledby="${id}"] tbody tr`).count() > 1, `a table of ${id}`)
      }
      assert.equal(((await steward.locator('path.line').getAttribute('d')).match(/M/g)).length, 2, 'days without a count are a gap')
      assert.ok(await steward.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it fits')
      await axe(steward)
      await steward.goto(`${language}/freshness/places?state=KS`)
      assert.ok(await steward.locator('.stale li').count() > 1)
      assert.ok(await steward.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the list fits')
      await axe(steward)
    }
  })
}

test('the line is of what was chosen by keyboard, and its table a file', async (t) => {
  const steward = await asSteward(t)
  await steward.goto('/freshness')
  await steward.focus('#of')
  await steward.keyboard.type('Openings')
  await steward.keyboard.press('Tab')
  await steward.keyboard.type('90')
  await steward.keyboard.press('Tab')
  await steward.keyboard.press('Enter')
  await steward.waitForURL('**/freshness?of=kind+room&days=90#time')
  assert.equal(await steward.locator('#time-title').textContent(), 'Openings')
  const download = steward.waitForEvent('download')
  await steward.locator('section[aria-labelledby="time"] a[download]').click()
  assert.equal((await download).suggestedFilename(), 'freshness-time.csv')
})

test('one press of the work list makes the letter, and not a second one', async (t) => {
  const steward = await asSteward(t, { javaScript: false, width: 360 })
  await steward.goto('/freshness/places?state=OK')
  const name = await steward.locator('.stale .who').first().innerText()
  await steward.locator('.stale form button').first().click()
  assert.match(await steward.locator('.before-print [role=status]').innerText(), new RegExp(`asks .*${name.split(',')[0]}`))
  assert.equal(await steward.locator('article.letter').count(), 1)
  await axe(steward)
  await steward.getByRole('link', { name: 'Back to the choice' }).click()
  const line = steward.locator('.stale li', { hasText: name }).first()
  assert.match(await line.innerText(), /Asked on .* You can ask again from/)
  assert.equal(await line.locator('form').count(), 0)
})
