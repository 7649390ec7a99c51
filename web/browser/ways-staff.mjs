// The pages of people who sign in, in each of their states, and the way to it:
// staffWays['a case'](page, '/es') signs in to the demo and leads there in
// Spanish.

/** Signs somebody in to the demo's helpline, and leads them to the desk. */
export async function atDesk(p, { role = 'agent', language = '' } = {}) {
  await p.goto(`${language}/sign-in`)
  await p.locator(`button[name=role][value=${role}]`).click()
  await p.waitForURL('**/desk')
}

/** Opens a case, and returns its code. */
export async function newCase(p) {
  await p.locator('.desk-head [data-key=n]').click()
  return p.locator('.case-code .code').innerText()
}

/** Opens the queue of follow-ups, and returns where each that is free is claimed. */
async function queued(p) {
  await p.goto('/desk/follow-ups')
  return p.locator('.queue form').evaluateAll((forms) => forms.map((form) => form.getAttribute('action')))
}

/**
 * Plans a follow-up in the case at hand, which is due at once, goes to the queue
 * and returns where it is claimed there.
 */
export async function planned(p) {
  const ofCase = p.url().replace(/#.*/, '')
  const before = await queued(p)
  await p.goto(ofCase)
  const yesterday = new Date(Date.now() - 86_400_000) // today may not have begun where the person is
  await p.fill('#due', yesterday.toISOString().slice(0, 10))
  await p.locator('.case-follow-ups form button').click()
  const [added] = (await queued(p)).filter((path) => !before.includes(path))
  return added
}

/** Records that the person may be called. */
export async function mayCall(p) {
  await p.locator('summary', { hasText: 'May we call back?' }).click()
  await p.selectOption('#may-call', 'yes')
  await p.locator('#contact-form button').click()
}

/** Records a consent to a purpose. */
export async function consent(p, purpose) {
  await p.getByText('Record a consent').click()
  await p.selectOption('#purpose', purpose)
  await p.locator('#consent-form button').click()
}

async function caseOf(p, language, role) {
  await atDesk(p, { language, role })
  await newCase(p)
}

/** The note on the first place of a search at the desk. */
async function placeNote(p, language = '') {
  await atDesk(p, { language })
  await p.fill('#near', '30303')
  await p.locator('.boxes button.main').press('Enter') // suggestions lie above it
  await p.locator('#place-1 a[href*="/desk/note/"]').click()
  await p.locator('#words').waitFor()
}

/** A case with a search, two places on its list and a consent. */
async function fullCase(p, language, role) {
  await caseOf(p, language, role)
  await p.fill('#near', '30303')
  await p.click('.boxes button.main')
  await p.locator('#found').waitFor()
  for (const place of ['#place-1', '#place-2']) {
    await p.locator(`${place} .keep button[name=add]`).click()
    await p.locator(`${place} .keep button[name=remove]`).waitFor()
  }
  await p.locator('summary', { has: p.locator('xpath=self::*[following-sibling::form[@id="consent-form"]]') }).click()
  await p.locator('#consent-form button').click()
  await p.locator('#contact').waitFor()
}

/** Changes a form twice, the second time as a colleague who has not seen the first. */
async function late(p, form, first, second) {
  const read = () => p.locator(`${form} [type=hidden]`).evaluateAll((fields) => fields.map((field) => field.value))
  const before = await read()
  await first()
  await p.waitForFunction(([at, was]) => document.querySelector(`${at} [name=version]`).value !== was, [form, before.find((v) => /^\d+$/.test(v))])
  await p.locator(`${form} [type=hidden]`).evaluateAll((fields, values) => fields.forEach((field, i) => { field.value = values[i] }), before)
  await second()
  await p.locator(form).evaluate((sent) => sent.submit())
  await p.locator('main h1').waitFor()
}

/** A case with two places on its list, reloaded so that its parts know them. */
export async function caseWithPlaces(p, language = '') {
  await caseOf(p, language)
  await p.fill('#near', '30303')
  await p.locator('.boxes button.main').press('Enter') // suggestions lie above it
  await p.locator('#found').waitFor()
  for (const place of ['#place-1', '#place-2']) {
    await p.locator(`${place} .keep button[name=add]`).click()
    if (await p.evaluate(() => matchMedia('(scripting: enabled)').matches)) await p.locator(`${place} .keep button[name=remove]`).waitFor()
  }
  await p.goto(p.url().replace(/#.*/, ''))
}

/** A referral to the first of two places, drafted. */
export async function atReferral(p, language = '') {
  await caseWithPlaces(p, language)
  await p.locator('form[action$="/refer"] button').first().click()
  await p.waitForURL('**/desk/referral/*')
}

export const staffWays = {
  'the follow-ups': async (p, language) => {
    await atDesk(p, { language })
    await p.goto(`${language ?? ''}/desk/follow-ups`)
  },
  'the board': async (p, language) => {
    await atDesk(p, { language, role: 'supervisor' })
    await p.goto(`${language ?? ''}/board`)
  },
  'a referral': atReferral,
  'a referral with a link, a choice to make and a history': async (p, language) => {
    await atReferral(p, language)
    await p.locator('form.step button[value=sent]').click()
    await p.locator('form[action$="/link"] button').click()
    for (const fold of await p.locator('details.step summary').all()) await fold.click()
  },
  'a referral that a colleague moved': async (p, language) => {
    await atReferral(p, language)
    await p.locator('form.step button[value=sent]').click()
    await p.locator('details.step summary').first().waitFor()
    await p.locator('form.step:has(button[value=accepted]) [name=version]').evaluate((field) => { field.value = '1' })
    await p.locator('form.step button[value=accepted]').click()
    await p.locator('#conflict').waitFor()
  },
  'a question for room': async (p, language) => {
    await caseWithPlaces(p, language)
    await p.locator('form[action$="/room"] button').first().click()
    await p.locator('form[action$="/link"] button').click()
  },
  'a hand-over': async (p, language) => {
    await caseWithPlaces(p, language)
    await p.locator('section.hand-over a.usa-button').click()
    await p.locator('form[action$="/code"] button').click()
    await p.locator('.code').waitFor()
  },
  'the helpline’s number': async (p, language = '') => {
    await atDesk(p, { language, role: 'supervisor' })
    await p.goto(`${language}/desk/helpline`)
  },
  'the desk': (p, language) => atDesk(p, { language }),
  'results at the desk': async (p, language) => {
    await atDesk(p, { language })
    await p.fill('#near', '30303')
    await p.click('.boxes button.main')
    await p.locator('#found').waitFor()
  },
  'a note on a place': (p, language) => placeNote(p, language),
  'a note on a place that a colleague wrote meanwhile': async (p, language) => {
    await placeNote(p, language)
    await p.locator('form.follow-up [name=version]').evaluate((field) => { field.value = '7' })
    await p.fill('#words', 'Ask for the intake nurse.')
    await p.locator('form.follow-up button').click()
    await p.locator('#problem').waitFor()
  },
  'a code that leads to no case': async (p, language) => {
    await atDesk(p, { language })
    await p.fill('#code', 'lemon')
    await p.click('form[action$="/resume"] button')
    await p.locator('#problem').waitFor()
  },
  'the keys of the desk': async (p, language = '') => {
    await atDesk(p, { language })
    await p.goto(`${language}/desk/shortcuts`)
  },
  'a case that was just opened': (p, language) => caseOf(p, language),
  'a case': (p, language) => fullCase(p, language),
  'a case with all of it open': async (p, language) => {
    await fullCase(p, language)
    await p.reload()
    for (const fold of await p.locator('main summary').all()) if (await fold.isVisible()) await fold.click()
  },
  'two versions of a text': async (p, language) => {
    await caseOf(p, language)
    await late(p, '#text-notes', () => p.fill('#notes', '1'), () => p.fill('#notes', '2'))
  },
  'two versions of a fact': async (p, language) => {
    await caseOf(p, language)
    await late(p, '#facts-form', () => p.selectOption('#language', 'es'), () => p.selectOption('#language', 'ht'))
  },
  'the erasure of a case': async (p, language) => {
    await caseOf(p, language, 'supervisor')
    await p.click('a[href$="/erase"]')
    await p.waitForURL('**/erase')
  },
  'an erased case': async (p, language) => {
    await caseOf(p, language, 'supervisor')
    await p.click('a[href$="/erase"]')
    await p.fill('#word', language === '/es' ? 'borrar' : 'erase')
    await p.click('main form button')
    await p.locator('#word').waitFor({ state: 'detached' })
  },
}
