// The way in as people go it: by a link, with an app, with a recovery code, and
// with words that a session's end has met; without scripts, too.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'
import { begin, enrol, invite, oneTimeCode, signIn, writeTooLate } from './ways-account.mjs'

test('the codes of this test are those of RFC 6238', () => {
  assert.equal(oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000), '287082')
})

for (const javaScript of [true, false]) {
  const scripts = `with JavaScript ${javaScript ? 'on' : 'off'}`

  test(`an invited agent comes in, and again with a recovery code, ${scripts}`, async (t) => {
    const visit = await page(t, { width: 360, javaScript })
    const { email, codes } = await enrol(visit)
    assert.equal(codes.length, 10)
    await visit.getByRole('link', { name: 'I have kept them' }).click()
    await visit.waitForURL('**/desk')
    await visit.getByRole('button', { name: 'Sign out' }).click()
    await begin(visit, email)
    await visit.getByRole('button', { name: /use a recovery code/ }).click()
    await visit.fill('#recovery', codes[3].toUpperCase())
    await visit.click('form.entrance button.main')
    await visit.waitForURL('**/desk')
  })

  test(`what somebody wrote when their session ended is sent after signing in, ${scripts}`, async (t) => {
    const writer = await page(t, { width: 360 })
    const { email, codes } = await enrol(writer)
    await writeTooLate(writer, email)
    const held = javaScript ? writer : await carriedOver(t, writer)
    await signIn(held, email)
    assert.ok(!held.url().includes('Monday'))
    await held.getByRole('button', { name: /use a recovery code/ }).click()
    await held.fill('#recovery', codes[0])
    await held.click('form.entrance button.main')
    await held.getByRole('heading', { name: 'You are signed in again' }).waitFor()
    assert.match(await held.locator('.words').innerText(), /She waits until Monday\.\nNot longer\./)
    const sent = held.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/desk/case'))
    await held.getByRole('button', { name: 'Send what I wrote' }).click()
    assert.equal(new URLSearchParams((await sent).postData()).get('notes'), 'She waits until Monday.\r\nNot longer.')
    await held.waitForURL(/\/desk\/case(\/|$)/) // a script writes the case's own address
  })
}

test('a password can be seen, pasted, and is hidden again when it is sent', async (t) => {
  const visit = await page(t, { width: 360 })
  await visit.goto((await invite(visit)).link)
  const field = visit.locator('#password')
  await field.evaluate((input) => input.focus())
  await visit.keyboard.insertText('a few plain words')
  await visit.getByRole('button', { name: 'Show password' }).click()
  assert.equal(await field.getAttribute('type'), 'text')
  assert.equal(await field.inputValue(), 'a few plain words')
  await visit.getByRole('button', { name: 'Hide password' }).click()
  assert.equal(await field.getAttribute('type'), 'password')
})

/** The page as it stands in one browser, in another that runs no scripts. */
async function carriedOver(t, writer) {
  const held = await page(t, { width: 360, javaScript: false })
  const fields = await writer.locator('form.entrance input[type=hidden]').evaluateAll((all) => all.map(({ name, value }) => [name, value]))
  await held.goto('/sign-in')
  await held.locator('form.entrance').evaluate((form, carried) => {
    for (const [name, value] of carried) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  }, fields)
  return held
}
