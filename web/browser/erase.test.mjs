// A case is erased by hand, and a thief then reads the files of the program
// that is still running: there are neither words of the case, which were never
// there in the clear, nor what they were encrypted to, nor its key.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch, site } from './browser.mjs'
import { run } from './program.mjs'
import { atDesk, consent, mayCall, newCase, planned } from './ways-staff.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const temporary = mkdtempSync(join(tmpdir(), 'haven-erase-'))
const program = await run('env', `TMPDIR=${temporary}`, join(root, 'bin/haven'), 'demo', '--addr', '127.0.0.1:0')
const browser = await launch()
after(async () => {
  await browser.close()
  await program.stop()
  rmSync(temporary, { recursive: true })
})
const page = site(browser, program.url)

/** The database of the running demo. */
const database = join(temporary, readdirSync(temporary).find((name) => name.startsWith('haven-demo-')), 'demo.db')

/** What is written where. The place is one that no other case or listing of the demo names. */
const marks = {
  notes: 'Quetzalcoatlus-notes-7319',
  words: 'Quetzalcoatlus-words-7319',
  contact: 'Quetzalcoatlus-contact-7319',
  search: 'Quetzalcoatlus-search-7319',
  place: 'Truth or Consequences',
  move: 'Quetzalcoatlus-move-7319',
  followUp: 'Quetzalcoatlus-follow-up-7319',
}

/** The texts that stand in a file of the database: itself, its log or the log's index. */
function found(texts) {
  const files = ['', '-wal', '-shm'].map((end) => readFileSync(database + end))
  return texts.filter((text) => files.some((file) => file.includes(text)))
}

/** The key and all encrypted texts of a case, as the database has them. */
function secretsOf(caseID) {
  return execFileSync('go', ['run', './web/browser/held', database, caseID], { cwd: root, encoding: 'utf8' }).trim().split('\n')
}

async function write(visit, field) {
  await visit.fill(`#${field}`, marks[field])
  await visit.locator(`#text-${field} button`).click()
  assert.equal(await visit.inputValue(`#${field}`), marks[field])
}

async function search(visit, what) {
  const change = visit.locator('details.change:not([open]) > summary')
  if (await change.count() > 0) await change.click()
  await visit.fill('#near', what.near)
  await visit.fill('#q', what.q ?? '')
  await visit.locator('.boxes button.main').click()
}

/** Refers to the first place of the list, which declines with words. */
async function refer(visit) {
  const back = visit.url().replace(/#.*/, '')
  await visit.locator('form[action$="/refer"] button').first().click()
  await visit.locator('form.step button[value=sent]').click()
  await visit.locator('summary', { hasText: 'Decline' }).click()
  await visit.selectOption('#reason-declined', 'no-room')
  await visit.fill('#words-declined', marks.move)
  await visit.locator('form.step button[value=declined]').click()
  await visit.getByText(marks.move).waitFor()
  await visit.goto(back)
}

/** Plans a follow-up, makes it, and writes what became of it. */
async function followUp(visit) {
  const back = visit.url().replace(/#.*/, '')
  await mayCall(visit)
  await visit.locator(`.queue form[action="${await planned(visit)}"] button`).click()
  await visit.locator('input[value=met]').check()
  await visit.fill('#words', marks.followUp)
  await visit.locator('form.follow-up button').click()
  await visit.goto(back)
  await visit.getByText(marks.followUp).waitFor()
}

test('an erased case leaves nothing in the files of the running program', async (t) => {
  assert.deepEqual(found(Object.values(marks)), [], 'the demo holds what is searched for')
  const [agent, boss] = [await page(t, { javaScript: false }), await page(t, { javaScript: false })]
  await atDesk(agent)
  const code = await newCase(agent)
  await search(agent, { near: '30303' })
  const caseID = new URL(agent.url()).pathname.split('/').at(-1)
  await agent.locator('#place-1 .keep button[name=add]').click()
  await consent(agent, 'keep-contact')
  await consent(agent, 'follow-up')
  for (const field of ['notes', 'words', 'contact']) await write(agent, field)
  await refer(agent)
  await followUp(agent)
  await search(agent, { near: `${marks.place}, NM`, q: marks.search })
  const secrets = secretsOf(caseID)
  assert.equal(secrets.length, 8, 'the key, five texts of the case, the words of a move and of a follow-up')
  const unreadable = () => assert.deepEqual(found([...Object.values(marks), code]), [], 'words are in the clear')
  unreadable()
  assert.deepEqual(found(secrets), secrets, 'the search for what is encrypted proves nothing')

  await atDesk(boss, { role: 'supervisor' })
  await boss.fill('#code', code)
  await boss.getByRole('button', { name: 'Find the case' }).click()
  assert.equal(await boss.inputValue('#contact'), marks.contact)
  await boss.getByRole('button', { name: 'Withdraw We keep contact details' }).click()
  assert.equal(await boss.locator('#contact').count(), 0)
  await boss.click('a[href$="/erase"]')
  await boss.fill('#word', 'erase')
  await boss.locator('main form button').click()
  await boss.getByRole('heading', { name: 'The case is erased' }).waitFor()
  await boss.getByText('The key, all words and all rows are gone from the database.').waitFor()
  for (let tries = 0; found(secrets).length > 0 && tries < 600; tries++) await boss.waitForTimeout(100) // a job wipes the files, once it has rested
  assert.deepEqual(found(secrets), [], 'what was encrypted is still in the files')
  unreadable()
  assert.equal((await agent.goto(`/desk/case/${caseID}`)).status(), 404)
})
