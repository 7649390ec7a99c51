// Somebody of a place shows that it is theirs, by a code to its own domain and by
// one that a steward reads out on its listed phone, without JavaScript.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { axe } from './axe.mjs'
import { launch, site } from './browser.mjs'
import { run } from './program.mjs'
import { oneTimeCode } from './ways-account.mjs'

const binary = fileURLToPath(new URL('../../bin/haven', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'haven-claim-'))
const haven = (...args) => execFileSync(binary, [...args, '--data-dir', folder], { encoding: 'utf8' })

const register = `Facility Name;Street;City;Zip;Phone;Website;Last Updated
Harbor House;12 Quay Street;Olympia;98501;360-555-0100;harbor.example.org;05/03/2026
Gull House;9 Pier Road;Tacoma;98402;253-555-0102;;05/03/2026
`
const mapping = `source: wa-licences
rank: register
complete: true
delimiter: ";"
updated: {column: Last Updated, format: MM/DD/YYYY}
fields:
  name: Facility Name
  street: Street
  city: City
  state: {value: WA}
  zip: Zip
  phone: Phone
  website: Website
always: [SA]
`
writeFileSync(join(folder, 'register.csv'), register)
writeFileSync(join(folder, 'register.yaml'), mapping)
haven('import', 'csv', '--map', join(folder, 'register.yaml'), join(folder, 'register.csv'))
const places = Object.fromEntries(haven('export', '--format', 'ndjson').trim().split('\n').map((line) => JSON.parse(line)).map((p) => [p.name, p.id]))
const stewards = new URL(haven('user', 'add', 'steward@haven.example.org', '--role', 'steward').match(/http\S+/)[0]).pathname

const { port, letters, close } = await mailbox()
const program = await run(binary, 'serve', '--addr', '127.0.0.1:0', '--data-dir', folder,
  '--smtp-addr', `127.0.0.1:${port}`, '--smtp-from', 'haven@haven.example.org', '--smtp-encryption', 'none')
const browser = await launch()
const page = site(browser, program.url)
after(async () => {
  await browser.close()
  await program.stop()
  close()
  rmSync(folder, { recursive: true })
})

/** A mail server that takes everything; letters are what it took. */
async function mailbox() {
  const letters = []
  const server = createServer((socket) => {
    let text = '', inData = false
    socket.write('220 here\r\n')
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
      for (let end; (end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n')) >= 0;) {
        const line = text.slice(0, end)
        text = text.slice(end + (inData ? 5 : 2))
        if (inData) letters.push(line.replaceAll('=\r\n', ''))
        const begins = !inData && line === 'DATA'
        inData = begins
        socket.write(begins ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    }).on('error', () => {})
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: server.address().port, letters, close: () => server.close() }
}

/** Claims a place from its page, up to the page that asks for the code. */
async function claim(visit, place, email, way) {
  await visit.goto(`/facility/${places[place]}`)
  await visit.getByText('Is this your place?').click()
  await visit.fill('#email', email)
  await visit.fill('#organisation', `${place} Inc`)
  await visit.check(`[name=way][value=${way}]`)
  await axe(visit)
  await visit.click('form.entrance button.main')
  await visit.waitForURL('**/claim/code/*')
  await axe(visit)
}

/** Enters a code, chooses a password and comes to one's places. */
async function enter(visit, code) {
  await visit.fill('#code', code)
  await visit.click('form.entrance button.main')
  await visit.waitForURL('**/join/*')
  await visit.fill('#password', 'a few plain words')
  await visit.click('form.entrance button.main')
  await visit.waitForURL('**/listings')
  await axe(visit)
}

test('a place is claimed by a code to the domain of its website', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await claim(visit, 'Harbor House', 'dana@harbor.example.org', 'mail')
  const letter = letters.find((l) => l.includes('dana@harbor.example.org'))
  await visit.fill('#code', '00000000')
  await visit.click('form.entrance button.main')
  assert.match(await visit.locator('main').innerText(), /This code is not right/)
  await enter(visit, letter.match(/Your code: (\d{4} \d{4})/)[1])
  await visit.getByRole('link', { name: 'Harbor House' }).click()
  assert.match(await visit.locator('main').innerText(), /12 Quay Street/)
  for (const link of ['How this place does', 'Who speaks for this place']) {
    await visit.getByRole('link', { name: link }).click()
    await axe(visit)
    await visit.goBack()
  }
})

test('a place is claimed by a code that a steward reads out on its listed phone', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  await claim(visit, 'Gull House', 'gus@mail.example.net', 'phone')
  assert.match(await visit.locator('main').innerText(), /\(253\) 555-0102/)

  const steward = await page(t, { width: 1280, javaScript: false })
  await steward.goto(stewards)
  await steward.fill('#password', 'a few plain words for me')
  await steward.click('form.entrance button.main')
  await steward.waitForURL('**/sign-in/authenticator')
  await steward.fill('#code', oneTimeCode(await steward.locator('code.secret').innerText()))
  await steward.click('form.entrance button.main')
  await steward.locator('#recovery-codes').waitFor()
  await steward.goto('/inbox')
  await steward.getByText('they ask for a call').click()
  await axe(steward)
  await steward.getByRole('button', { name: 'Call, and read out a code' }).click()
  await steward.locator('.secret code').waitFor()
  await axe(steward)
  await enter(visit, await steward.locator('.secret code').innerText())
  assert.match(await visit.locator('main').innerText(), /Gull House/)
  await steward.goto('/inbox')
  assert.doesNotMatch(await steward.locator('main').innerText(), /Gull House/)
})
