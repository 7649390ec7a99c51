// What comes after a call: its outcome, follow-ups that one person at a time
// makes, and the board.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page } from './haven.mjs'
import { atDesk, caseWithPlaces, consent, mayCall, newCase, planned } from './ways-staff.mjs'

test('an outcome is stored with one tap, and shows on the page of the place', async (t) => {
  const visit = await page(t, { javaScript: false })
  await atDesk(visit)
  await visit.getByRole('button', { name: 'New case' }).click()
  await visit.fill('#near', '30303')
  await visit.click('.boxes button.main')
  await visit.locator('#place-1 .keep button[name=add]').click()
  for (let calls = 0; calls < 5; calls++) await visit.locator('.outcomes button[value=reached]').first().click()
  await visit.locator('.just [role=status]').nth(4).waitFor()
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

test('of two agents who claim a planned follow-up at once, one gets it and the other is told', async (t) => {
  const [first, second] = [await page(t, { javaScript: false }), await page(t, { javaScript: false })]
  await atDesk(first)
  await atDesk(second, { role: 'supervisor' })
  await newCase(first)
  await mayCall(first)
  const ofCase = new URL(first.url()).pathname
  await consent(first, 'follow-up')
  const claim = await planned(first)
  await second.goto('/desk/follow-ups')
  const answers = await Promise.all([first, second].map(async (visit) => {
    const answered = visit.waitForResponse((answer) => answer.url().endsWith(claim))
    await visit.locator(`.queue form[action="${claim}"] button`).click()
    return (await answered).status()
  }))
  assert.deepEqual(answers.toSorted(), [303, 409])
  const [winner, loser] = answers[0] === 303 ? [first, second] : [second, first]
  await winner.waitForURL(`**${claim.replace('/claim', '')}`)
  assert.ok(await winner.locator(`main a[href="${ofCase}"]`).isVisible())
  await loser.locator('#problem', { hasText: 'A colleague has this one' }).waitFor()
  await axe(loser)
  await loser.goto('/desk/follow-ups')
  assert.equal(await loser.locator(`.queue form[action="${claim}"]`).count(), 0, 'it is still offered to the other')
})

test('a call that was answered confirms the number on the page that everybody sees', async (t) => {
  const [agent, seeker] = [await page(t, { javaScript: false }), await page(t, { javaScript: false })]
  await caseWithPlaces(agent)
  const box = agent.locator('.call-box').nth(1)
  const number = await box.locator('.number').first().innerText()
  const path = await agent.locator('.case-calls h3 a').nth(1).getAttribute('href')
  await seeker.goto(path)
  const answerOf = () => seeker.locator('dd', { hasText: number }).innerText()
  const today = new Date().toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'long' })
  const confirmed = new RegExp(`Confirmed by: A call by a helpline, ${today}`)
  assert.doesNotMatch(await answerOf(), confirmed)
  await box.locator('.outcomes button[value=reached]').first().click()
  await seeker.reload()
  assert.match(await answerOf(), confirmed)
})
