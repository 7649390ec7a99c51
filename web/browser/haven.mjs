// What a browser test of Haven needs: its demo, running, and pages of it.
//
//   import { test } from 'node:test'
//   import { axe, page } from './haven.mjs'
//
//   test('the home page asks where', async (t) => {
//     const home = await page(t, { width: 360, javaScript: false, language: 'es' })
//     await home.goto('/')
//     await axe(home)
//   })
//
// Each test file has a demo and a browser of its own.
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch, site } from './browser.mjs'
import { run } from './program.mjs'

export { axe, axeInTheDark } from './axe.mjs'

/** The program as make build leaves it. */
export const binary = fileURLToPath(new URL('../../bin/haven', import.meta.url))

const program = await run(binary, 'demo', '--addr', '127.0.0.1:0')
const browser = await launch()
after(async () => {
  await browser.close()
  await program.stop()
})

/** The demo's address, for requests that need no browser. */
export const url = program.url

/** What the demo has printed so far, its log included. */
export const log = program.said

export const page = site(browser, url)
