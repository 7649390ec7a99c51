// The pages of facilities and stewards, and the way to each:
// listingWays['one’s places'](page, '/es') signs in to the demo and leads there
// in Spanish.

async function enter(p, role, language) {
  await p.goto(`${language}/sign-in`)
  await p.locator(`button[name=role][value=${role}]`).click()
  await p.locator('nav.areas').waitFor()
}

/** Leads to an address, as somebody of a role. */
const at = (role, address) => async (p, language = '') => {
  await enter(p, role, language)
  await p.goto(language + address)
}

/** Leads to a page of the first place that a facility speaks for. */
const ofPlace = (page, role = 'facility') => async (p, language = '') => {
  await at('facility', '/listings')(p, language)
  const place = await p.locator('main a[href*="/listings/"]').first().getAttribute('href')
  if (role !== 'facility') {
    await p.context().clearCookies()
    await enter(p, role, language)
  }
  await p.goto(place + page)
}

/** Leads to the first matter of a kind that waits for stewards. */
const matter = (kind) => async (p, language = '') => {
  await at('steward', `/inbox?kind=${kind}`)(p, language)
  await p.goto(await p.locator('.inbox h2 a').first().getAttribute('href'))
}

/** Prints letters to places of a search, and returns the path of the first one's link. */
export async function letter(p, language = '') {
  await at('steward', '/letters')(p, language)
  await p.fill('#near', 'Georgia')
  await p.locator('form:has(#near) button').first().click()
  const boxes = p.locator('input[name="place"]:enabled')
  await boxes.first().check()
  for (const box of (await boxes.all()).slice(1)) await box.uncheck()
  await p.locator('form:has(input[name="place"]) button:not([name])').click()
  await p.locator('.letter svg').waitFor()
  return new URL(await p.locator('.letter .link').first().innerText()).pathname
}

export const listingWays = {
  'one’s places': at('facility', '/listings'),
  'one’s place': ofPlace(''),
  'what may be edited': ofPlace('/edit'),
  'an edit of medications': ofPlace('/edit/medication'),
  'an edit of telephone numbers': ofPlace('/edit/phones'),
  'openings': ofPlace('/openings'),
  'keys that tell openings': ofPlace('/keys'),
  'how often a place is shown': ofPlace('/performance'),
  'who speaks for a place': ofPlace('/owner'),
  'referrals to one’s places': at('facility', '/referrals'),
  'what a letter leads to': async (p, language = '') => p.goto(language + await letter(p, language)),
  'the inbox': at('steward', '/inbox'),
  'a contradiction': matter('contradiction'),
  'a place to add': at('steward', '/inbox/add'),
  'letters': at('steward', '/letters'),
  'letters to print': letter,
  'a place to close': ofPlace('/closed', 'steward'),
  'the history of a place': ofPlace('/history', 'steward'),
  'the records of a place': ofPlace('/records', 'steward'),
  'merges': at('steward', '/merges'),
  'imports': at('steward', '/imports'),
}
