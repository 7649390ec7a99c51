// Takes pictures of Haven's pages, running its demo, as a phone and a desk see them.
// Usage: node screenshots.mjs FOLDER [NAME=PATH…]; without pages, those below.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, visitor } from './browser.mjs'
import { run } from './program.mjs'

const widths = [360, 1280] // CSS pixels
const pages = [
  'home=/',
  'results=/search?near=30303',
  'nothing-found=/search?near=30303&radius=1mi&q=xylophone',
  'not-found=/no-such-page',
]

const [folder, ...asked] = process.argv.slice(2)
if (!folder) {
  console.error('Usage: node screenshots.mjs FOLDER [NAME=PATH…]')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const program = await run(fileURLToPath(new URL('../../bin/haven', import.meta.url)), 'demo', '--addr', '127.0.0.1:0')
const browser = await launch()
for (const width of widths) {
  const context = await visitor(browser, program.url, { width })
  for (const page of asked.length > 0 ? asked : pages) await shoot(context, page, width)
}
await browser.close()
await program.stop()

async function shoot(context, named, width) {
  const [, name, path] = named.match(/^([^=]+)=(.*)$/)
  const page = await context.newPage()
  await page.goto(path)
  const file = join(folder, `${name}-${width}.png`)
  await page.screenshot({ path: file, fullPage: true })
  console.log(file)
  await page.close()
}
