// What comes after a call: its outcome, follow-ups that one person at a time
// makes, and the board.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'
import { atDesk } from './ways-staff.mjs'

test('an outcome is stored with one tap, and shows on the page of the place', async (t) => {
  const visit = await page(t, { javaScript: false })
  await atDesk(visit)
  await visit.getByRole('button', { name: 'New case' }).click()
  await visit.fill('#near', '30303')
  await visit.click('.boxes button.main')
  await visit.locator('#place-1 .keep button[name=add]').click()
  for (let calls = 0; calls < 5; calls++) await visit.locator('.outcomes button[value=reached]').first().click()
  assert.equal(await visit.locator('.just [role=status]').count(), 5)
  assert.match(await visit.locator('.call-box .reach').innerText(), /100%/)
  await axe(visit)
  await visit.locator('.case-calls h3 a').first().click()
  assert.match(await visit.locator('dl').first().innerText(), /helpline|call/i)
})

test('the board has charts with tables and CSV files, and an agent is refused', async (t) => {
  const boss = await page(t, { width: 360 })
  await atDesk(boss, { role: 'supervisor' })
  await boss.goto('/board')
  assert.ok(await boss.locator('svg.chart').count() > 0)
  assert.ok(await boss.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it fits a phone')
  await axe(boss)
  const download = boss.waitForEvent('download')
  await boss.locator('a[download]').first().click()
  assert.match((await download).suggestedFilename(), /^board-.*\.csv$/)
  const agent = await page(t)
  await atDesk(agent)
  assert.equal((await agent.goto('/board')).status(), 403)
})

test('of two agents one takes a follow-up', async (t) => {
  const [first, second] = [await page(t), await page(t)]
  await atDesk(first)
  await atDesk(second, { role: 'supervisor' })
  for (const visit of [first, second]) await visit.goto('/desk/follow-ups')
  await first.locator('.queue form button').first().click()
  await first.locator('form.follow-up').waitFor()
  const answered = second.waitForResponse((answer) => answer.url().endsWith('/claim'))
  await second.locator('.queue form button').first().click()
  assert.equal((await answered).status(), 409)
  await first.locator('input[value=met]').check()
  await first.locator('form.follow-up button').click()
  await first.waitForURL('**/desk/follow-ups')
})
