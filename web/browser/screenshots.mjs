// Takes pictures of Haven's pages, running its demo, as a phone and a desk see them.
// Usage: node screenshots.mjs FOLDER
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, visitor } from './browser.mjs'
import { run } from './program.mjs'

const widths = [360, 1280] // CSS pixels

/** Each picture's name, and the way to what it shows. */
const pictures = {
  home: (page) => page.goto('/'),
  results: (page) => search(page, { near: '30303' }),
  'nothing-found': (page) => search(page, { near: '30303', q: 'xylophone' }),
  'unknown-place': (page) => search(page, { near: 'Alanta' }),
  facility: async (page) => {
    await search(page, { near: '30303' })
    await page.locator('.card h2 a').first().click()
    await page.waitForURL('**/facility/*')
  },
  list,
  comparison: async (page) => {
    await list(page)
    await page.locator('a[href$="/compare"]').click()
    await page.waitForURL('**/compare')
  },
  'what-is-wrong': async (page) => {
    await pictures.facility(page)
    await page.locator('a[href$="/report"]').click()
    await page.waitForURL('**/report')
  },
  'no-longer-kept': (page) => page.goto('/s/gone'),
  about: (page) => page.goto('/about'),
  'not-found': (page) => page.goto('/no-such-page'),
}

/** Searches as a visitor does: searches are posted, so no address is known to lead to one. */
async function search(page, fields) {
  await page.goto('/')
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`[name=${name}]:visible`).fill(value)
  }
  await page.locator('[name=near]:visible').press('Enter')
  await page.waitForURL('**/s/*')
}

/** Puts the first three places found on a list, and goes there. */
async function list(page) {
  await search(page, { near: '30303' })
  for (const n of [1, 2, 3]) {
    const place = page.locator(`#place-${n}`)
    const before = await place.locator('.keep').innerText()
    await place.locator('.keep button').click()
    await place.locator('.keep').filter({ hasNotText: before }).waitFor()
  }
  await page.locator('.list-bar a').click()
  await page.waitForURL('**/list/*')
}

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('Usage: node screenshots.mjs FOLDER')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const program = await run(fileURLToPath(new URL('../../bin/haven', import.meta.url)), 'demo', '--addr', '127.0.0.1:0')
const browser = await launch()
for (const width of widths) {
  const context = await visitor(browser, program.url, { width })
  for (const [name, lead] of Object.entries(pictures)) {
    const page = await context.newPage()
    await lead(page)
    const path = join(folder, `${name}-${width}.png`)
    await page.screenshot({ path, fullPage: true })
    console.log(path)
    await page.close()
  }
}
await browser.close()
await program.stop()
