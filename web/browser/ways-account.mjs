// The pages around accounts, in each of their states, and the way to them:
// accountWays['an invitation'](page, '/es') leads there in Spanish.
import { createHmac } from 'node:crypto'
import { atDesk } from './ways-staff.mjs'

const password = 'a few plain words'
let people = 0

/** What an authenticator app shows that was given a secret, at this moment (RFC 6238). */
export function oneTimeCode(secret, at = Date.now()) {
  let bits = ''
  for (const letter of secret.replaceAll(' ', '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const sum = createHmac('sha1', key).update(step).digest()
  return String((sum.readUInt32BE(sum.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Invites somebody as a supervisor, and returns the link's path and their e-mail. */
export async function invite(p, language = '') {
  await atDesk(p, { role: 'supervisor', language })
  await p.goto(`${language}/people`)
  const email = `colleague-${++people}@example.org`
  await p.fill('#email', email)
  await p.click('form.entrance button.main')
  const link = await p.locator('#one-time-link').innerText()
  return { link: new URL(link).pathname, email }
}

/** Comes in by a link, up to the page of the authenticator. */
export async function join(p, language) {
  const invited = await invite(p, language)
  await p.goto(invited.link)
  await p.fill('#password', password)
  await p.click('form.entrance button.main')
  await p.waitForURL('**/sign-in/authenticator')
  return invited
}

/** Takes the authenticator into use, up to the recovery codes. */
export async function enrol(p, language) {
  const { email } = await join(p, language)
  const secret = await p.locator('code.secret').innerText()
  await p.fill('#code', oneTimeCode(secret))
  await p.click('form.entrance button.main')
  await p.locator('#recovery-codes').waitFor()
  return { email, secret, codes: await p.locator('#recovery-codes code').allInnerTexts() }
}

/** Signs in with e-mail and password, up to the page of the code. */
export async function begin(p, email, language = '') {
  await p.goto(`${language}/sign-in`)
  await signIn(p, email)
}

export async function signIn(p, email) {
  await p.fill('#email', email)
  await p.fill('#password', password)
  await p.locator('form.entrance button.main').click()
  await p.locator('#code').waitFor()
}

/**
 * Writes to an address of the desk when the session has ended: as somebody who
 * has come no further than the password since.
 */
export async function writeTooLate(p, email, language = '') {
  await p.context().clearCookies()
  await begin(p, email, language)
  await p.evaluate((to) => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = to
    const notes = document.createElement('textarea')
    notes.name = 'notes'
    notes.value = 'She waits until Monday.\nNot longer.'
    form.append(notes)
    document.body.append(form)
    form.submit()
  }, `${language}/desk/case`)
  await p.locator('input[name="kept"]').first().waitFor({ state: 'attached' })
}

export const accountWays = {
  'the way in': (p, language = '') => p.goto(`${language}/sign-in`),
  'a page that asks to sign in first': (p, language = '') => p.goto(`${language}/account`),
  'a password that is not right': async (p, language = '') => {
    await p.goto(`${language}/sign-in`)
    await p.fill('#email', 'nobody@example.org')
    await p.fill('#password', 'guess')
    await p.locator('form.entrance button.main').click()
    await p.locator('#problem').waitFor()
  },
  'an invitation': async (p, language) => p.goto((await invite(p, language)).link),
  'an invitation with too short a password': async (p, language) => {
    await p.goto((await invite(p, language)).link)
    await p.fill('#password', 'short')
    await p.click('form.entrance button.main')
    await p.locator('#problem').waitFor()
  },
  'a link to hand over': async (p, language) => { await invite(p, language) },
  'a link that works no more': (p, language = '') => p.goto(`${language}/join/gone`),
  'the authenticator': async (p, language) => { await join(p, language) },
  'a first code that is not right': async (p, language) => {
    await join(p, language)
    await p.fill('#code', '000')
    await p.click('form.entrance button.main')
    await p.locator('#problem').waitFor()
  },
  'the recovery codes': async (p, language) => { await enrol(p, language) },
  'the code': async (p, language) => {
    const { email } = await enrol(p, language)
    await begin(p, email, language)
  },
  'a recovery code': async (p, language) => {
    const { email } = await enrol(p, language)
    await begin(p, email, language)
    await p.click('[formaction$="/recover"]')
    await p.locator('#recovery').waitFor()
  },
  'words that met an ended session': async (p, language) => {
    const { email } = await enrol(p, language)
    await writeTooLate(p, email, language)
  },
  'words to send again': async (p, language) => {
    const { email, codes } = await enrol(p, language)
    await writeTooLate(p, email, language)
    await signIn(p, email)
    await p.click('[formaction$="/recover"]')
    await p.fill('#recovery', codes[0])
    await p.click('form.entrance button.main')
    await p.locator('.words').waitFor()
  },
  'one’s account': async (p, language = '') => {
    await enrol(p, language)
    await p.goto(`${language}/account`)
  },
  'a new password': async (p, language = '') => {
    await atDesk(p, { language })
    await p.goto(`${language}/account/password`)
  },
  'people': async (p, language = '') => {
    await invite(p, language)
    await p.goto(`${language}/people`)
  },
  'a colleague’s account': async (p, language = '') => {
    const { email } = await invite(p, language)
    await p.goto(`${language}/people`)
    await p.click(`text=${email}`)
    await p.waitForURL('**/person/*')
  },
}
