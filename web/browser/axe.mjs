// Checks a page's accessibility with axe-core.
import assert from 'node:assert/strict'
import axeCore from 'axe-core'

/** WCAG 2.2 AA and best practice: all that axe checks by default, and the one rule of 2.2 that it leaves off. */
const options = { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }

/** The rules that colors decide. */
const colors = ['color-contrast', 'link-in-text-block']

/**
 * Fails, naming each element and its remedy, if axe finds anything on the page
 * as it is now; only names the rules to look at, where the others were.
 */
export async function axe(page, { only } = {}) {
  // Evaluated by the debugger, not added as a script, so that the page's CSP has no say.
  if (await page.evaluate('!globalThis.axe')) await page.evaluate(axeCore.source)
  const violations = await page.evaluate(judge, only ? { ...options, rules: {}, runOnly: only } : options)
  if (violations.length > 0) assert.fail(`${page.url()}\n${violations.map(finding).join('\n')}`)
}

/** Fails if colors of the dark theme do not tell things apart. */
export async function axeInTheDark(page) {
  await page.emulateMedia({ colorScheme: 'dark' })
  await axe(page, { only: colors })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Runs axe; this function runs in the page. */
async function judge(options) {
  // Where the visitor has no JavaScript no timer ever fires, and axe, which uses
  // those without delay to take breath, would wait for ever.
  if (matchMedia('(scripting: none)').matches) {
    globalThis.setTimeout = (work, delay) => void (delay > 0 || Promise.resolve().then(work))
  }
  return (await globalThis.axe.run(document, options)).violations
}

function finding({ id, impact, help, nodes }) {
  const places = nodes.map((node) => `  ${node.html}\n    ${node.failureSummary.replaceAll('\n', '\n    ')}`)
  return [`${id} (${impact}): ${help}`, ...places].join('\n')
}
