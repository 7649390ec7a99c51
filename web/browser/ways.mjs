// Every page that a visitor can meet, in each of its states, and the way to it:
// ways['results'](page, '/es') leads there in Spanish.

export const zip = '30303'

/** Fills the search form of the home page in, and sends it. */
export async function search(p, fields, language = '') {
  await p.goto(`${language}/`)
  for (const [name, value] of Object.entries(fields)) await p.fill(`#${name}`, value)
  await p.click('button.main')
  await p.waitForURL('**/s/*')
}

/** Waits until what is suggested answers what was typed, and is shown. */
export async function suggested(p) {
  await p.locator('[role=listbox][aria-busy=false] [role=option]').first().waitFor()
}

/** Waits until an open map has come to rest and shows what it is to show. */
export async function still(p) {
  await p.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve) })) // with the next frame it begins to move
  await p.locator('.map-canvas[aria-busy=false]').waitFor()
}

async function facility(p, language) {
  await search(p, { near: zip }, language)
  await p.click('.card h2 a')
  await p.waitForURL('**/facility/*')
}

async function report(p, language) {
  await facility(p, language)
  await p.click('a.wrong')
  await p.waitForURL('**/report')
}

/** Puts the first two places found on a list, and goes there. */
async function list(p, language) {
  await search(p, { near: zip }, language)
  for (const place of ['#place-1', '#place-2']) {
    const keep = p.locator(`${place} .keep`)
    const before = await keep.innerText()
    await keep.locator('button').click()
    await keep.filter({ hasNotText: before }).waitFor()
  }
  await p.click('.list-bar a')
  await p.waitForURL('**/list/*')
}

async function unfold(p) {
  for (const fold of await p.locator('main summary').all()) if (await fold.isVisible()) await fold.click()
}

function at(path) {
  return (p, language = '') => p.goto(language + path)
}

export const ways = {
  'the home page': at('/'),
  'suggestions on the home page': async (p, language = '') => {
    await p.goto(`${language}/`)
    await p.locator('#near').pressSequentially('springf')
    await suggested(p)
  },
  'results': (p, language) => search(p, { near: zip }, language),
  'results with all filters open': async (p, language) => {
    await search(p, { near: zip }, language)
    await unfold(p)
  },
  'results with the map open': async (p, language) => {
    await search(p, { near: zip }, language)
    await p.locator('[data-map-toggle]').click()
    await p.locator('.leaflet-marker-icon[role=button]').first().waitFor()
    await still(p)
  },
  'results without a place': (p, language) => search(p, { q: 'recovery' }, language),
  'results for somebody in danger': (p, language) => search(p, { near: zip, q: 'overdose' }, language),
  'nothing found': (p, language) => search(p, { near: zip, q: 'xylophone' }, language),
  'a place that is not known': (p, language) => search(p, { near: 'Alanta' }, language),
  'a place of which there are several': (p, language) => search(p, { near: 'Springfield' }, language),
  'a facility': async (p, language) => {
    await facility(p, language)
    await unfold(p)
  },
  'a list': list,
  'a comparison': async (p, language) => {
    await list(p, language)
    await p.click('a[href$="/compare"]')
    await p.waitForURL('**/compare')
  },
  'an empty list': at('/list'),
  'a list that is no longer kept': at('/list/gone'),
  'a report': report,
  'a report that lacks a reason': async (p, language) => {
    await report(p, language)
    await p.locator('form.report').evaluate((form) => { form.noValidate = true })
    await p.click('form.report button')
    await p.locator('#problem').waitFor()
    await p.waitForLoadState()
  },
  'thanks for a report': async (p, language) => {
    await report(p, language)
    await p.locator('form.report input').first().check()
    await p.click('form.report button')
    await p.waitForURL('**/thanks')
  },
  'a search that is no longer kept': at('/s/gone'),
  'the states': at('/in'),
  'a state': at('/in/ga'),
  'a county': at('/in/ga/fulton-county'),
  'a city': at('/in/ga/atlanta'),
  'a city that is not known': at('/in/ga/atlenta'),
  'about the data': at('/about'),
  'how places are ordered': at('/ranking'),
  'privacy': at('/privacy'),
  'a page that is not there': at('/no-such-page'),
  'an address that only scripts use': at('/s/gone/map'),
}
