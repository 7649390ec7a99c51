// Takes pictures of Haven's pages, running its demo.
// Usage: node screenshots.mjs all FOLDER    every page in every state, whole, to be looked at
//        node screenshots.mjs docs FOLDER   the main pages' first screens, for the documentation
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, visitor } from './browser.mjs'
import { run } from './program.mjs'
import { ways } from './ways.mjs'
import { accountWays } from './ways-account.mjs'
import { listingWays } from './ways-listings.mjs'
import { staffWays } from './ways-staff.mjs'

const widths = [360, 1280] // CSS pixels, of a phone and a desk
const screens = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 860 } } // CSS pixels

/** A search in which some places have all that was asked for, and of some it is not known. */
async function wanted(page, language = '') {
  await page.goto(`${language}/`)
  await page.fill('#q', 'suboxone medicaid')
  await page.fill('#near', 'Atlanta, GA')
  await page.press('#near', 'Enter')
  await page.waitForURL('**/s/*')
}

/** Every page that there is a way to. */
const everyWay = { ...ways, ...accountWays, ...staffWays, ...listingWays }

/** The pictures of the documentation by their names, each with its way and perhaps a language. */
const main = {
  home: [ways['the home page']],
  results: [wanted],
  'results-es': [wanted, '/es'],
  map: [ways['results with the map open']],
  facility: [ways['a facility']],
  list: [ways['a list']],
  case: [staffWays['a case']],
  board: [staffWays['the board']],
  letter: [listingWays['what a letter leads to']],
  inbox: [listingWays['the inbox']],
}

async function all(folder, browser, url) {
  for (const width of widths) {
    const context = await visitor(browser, url, { width })
    for (const [name, lead] of Object.entries(everyWay)) {
      for (const language of ['', '/es']) {
        const page = await context.newPage()
        await lead(page, language)
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme })
          await shoot(page, folder, [name.replaceAll(' ', '-'), language.slice(1), width, colorScheme], { fullPage: true })
        }
        await page.close()
      }
    }
  }
}

async function docs(folder, browser, url) {
  for (const [screen, size] of Object.entries(screens)) {
    const context = await visitor(browser, url, size)
    for (const [name, [lead, language]] of Object.entries(main)) {
      const page = await context.newPage()
      await page.setViewportSize(size)
      await lead(page, language)
      const shown = page.locator(name === 'map' ? '.map' : 'body')
      await shown.evaluate((part) => part.scrollIntoView())
      await shoot(page, folder, [name, screen], {})
      await page.close()
    }
  }
}

async function shoot(page, folder, name, options) {
  const path = join(folder, `${name.filter(Boolean).join('-')}.png`)
  await page.evaluate(() => document.activeElement.blur())
  await page.screenshot({ path, ...options })
  console.log(path)
}

const [what, folder] = process.argv.slice(2)
const take = { all, docs }[what]
if (!take || !folder) {
  console.error('Usage: node screenshots.mjs all|docs FOLDER')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const program = await run(fileURLToPath(new URL('../../bin/haven', import.meta.url)), 'demo', '--addr', '127.0.0.1:0')
const browser = await launch()
await take(folder, browser, program.url)
await browser.close()
await program.stop()
