// What becomes of sealed addresses as time goes by: keys are changed by the
// hour, an old one opens its addresses until it is deleted, and then people are
// asked again, kindly.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch, site } from './browser.mjs'
import { run } from './program.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'haven-rotation-'))
const start = () => run(join(root, 'bin/haven'), 'serve', '--addr', '127.0.0.1:0', '--data-dir', folder)

let program = await start()
const browser = await launch()
after(async () => {
  await browser.close()
  await program.stop()
  rmSync(folder, { recursive: true })
})

/** A page of the server that runs at present. */
const page = (t, options) => site(browser, program.url)(t, options)

for (const age of ['2h', '23h']) {
  test(`a search of ${age} ago is still at its address, though its key seals no more`, async (t) => {
    const visit = await page(t, { width: 360 })
    const earlier = earlierToken('search', age, 'near=Georgia')
    assert.equal((await visit.goto(`/s/${earlier}`)).status(), 200)
    await showsGeorgia(visit)

    await visit.locator('details.change > summary').click()
    await visit.fill('#near', 'Ohio')
    await visit.click('button.main')
    await visit.waitForURL((address) => address.pathname.startsWith('/s/') && !address.pathname.endsWith(earlier))
    assert.notEqual(keyOf(tokenOf(visit)), keyOf(earlier), 'the old key still seals')
    await visit.goBack()
    await showsGeorgia(visit)
  })
}

test('a search of more than a day ago asks again, kindly, and a new one works', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  const answer = await visit.goto(`/es/s/${earlierToken('search', '25h', 'near=Georgia')}`)
  assert.equal(answer.status(), 410)
  assert.equal(answer.headers()['cache-control'], 'no-store')
  assert.equal(await visit.locator('h1').innerText(), 'Esta búsqueda ya no se guarda')
  assert.doesNotMatch(await visit.content(), /Georgia/)
  assert.ok(await visit.locator('.help a[href="tel:988"]').isVisible())
  await visit.fill('#near', 'Georgia')
  await visit.click('button.main')
  await visit.waitForURL('**/es/s/*')
  await showsGeorgia(visit)
})

test('a search outlives a restart of the server', async (t) => {
  const earlier = earlierToken('search', '23h', 'near=Georgia')
  await program.stop()
  program = await start()
  const visit = await page(t, { width: 360 })
  await visit.goto(`/s/${earlier}`)
  await showsGeorgia(visit)
})

test('a list is kept for 29 days, and after 31 it says that it is not', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  for (const [age, status] of [[29, 200], [31, 410]]) {
    const answer = await visit.goto(`/list/${earlierToken('list', `${24 * age}h`, 'hvn0000001')}`)
    assert.equal(answer.status(), status)
  }
  assert.equal(await visit.locator('h1').innerText(), 'This list is no longer kept')
})

test('an address of a list opens no search, and one of a search no list', async (t) => {
  const visit = await page(t, { width: 360, javaScript: false })
  const [search, list] = [earlierToken('search', '2h', 'near=Georgia'), earlierToken('list', '2h', 'near=Georgia')]
  for (const path of [`/s/${list}`, `/list/${search}`, `/list/${search}/compare`]) {
    assert.equal((await visit.goto(path)).status(), 410, path)
  }
})

/** What a server of this folder sealed some time ago. */
function earlierToken(purpose, age, content) {
  return execFileSync('go', ['run', './web/browser/earlier', folder, purpose, age, content], { cwd: root, encoding: 'utf8' }).trim()
}

async function showsGeorgia(visit) {
  assert.match(await visit.locator('h1').innerText(), /Georgia/)
  assert.equal(await visit.inputValue('#near'), 'Georgia')
}

function tokenOf(visit) {
  return new URL(visit.url()).pathname.split('/').at(-1)
}

/** The name of the key that a token was sealed under: its bytes after the first. */
function keyOf(token) {
  return Buffer.from(token, 'base64url').subarray(1, 9).toString('hex')
}
