// Measures each kind of page of Haven's demo with Lighthouse as on a phone
// (Moto G Power, slow 4G), prints a table, and fails if a goal is missed.
// Usage: node measure.mjs [NAME]…   measures only kinds of pages with these words in their names.
import { fileURLToPath } from 'node:url'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { run } from '../browser/program.mjs'
import { kinds, Site } from './pages.mjs'

/** The least score of each category; that for search engines counts on pages they are shown. */
const goals = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }

const columns = ['page', 'performance', 'accessibility', 'best practices', 'SEO', 'KB', 'requests']

/** Loads a page as somebody does who never was here, and returns its scores, weight and what it missed. */
async function measure(url, port, { listed, missing }) {
  const options = {
    port, logLevel: 'error', onlyCategories: Object.keys(goals), ignoreStatusCode: missing,
    skipAudits: missing ? ['errors-in-console'] : [], // where Chromium notes the status, 404, that such a page must have
  }
  let { lhr } = await lighthouse(url, options)
  if (lhr.runtimeError) ({ lhr } = await lighthouse(url, options)) // on a busy machine a recording may fail
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`)
  const score = (name) => Math.round(lhr.categories[name].score * 100)
  const counted = Object.keys(goals).filter((name) => name !== 'seo' || listed)
  const missed = counted.filter((name) => score(name) < goals[name]).flatMap((name) => remarks(lhr, name))
  const requests = lhr.audits['network-requests'].details.items.filter(({ url }) => url.startsWith('http'))
  const bytes = requests.reduce((sum, { transferSize }) => sum + transferSize, 0)
  const shown = Object.keys(goals).map((name) => counted.includes(name) ? score(name) : '–')
  return { cells: [...shown, (bytes / 1000).toFixed(1), requests.length], missed }
}

/** What cost a category its points, in Lighthouse's words. */
function remarks(lhr, category) {
  const audits = lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id])
  return audits.filter(({ score }) => score !== null && score < 1).map((audit) => {
    const items = audit.details?.items?.slice(0, 5).map((item) => item.node?.snippet ?? item.description ?? item.url) ?? []
    return [`${category}: ${audit.title} ${audit.displayValue ?? ''}`, ...items.filter(Boolean)].join('\n    ')
  })
}

const row = (cells) => `| ${cells.join(' | ')} |`
const wanted = process.argv.slice(2)
const chosen = kinds.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))

const program = await run(fileURLToPath(new URL('../../bin/haven', import.meta.url)), 'demo', '--addr', '127.0.0.1:0')
const chrome = await launch({
  chromePath: process.env.HAVEN_CHROMIUM || '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  logLevel: 'error',
})
const misses = []
console.log([row(columns), row(columns.map((_, i) => i === 0 ? '---' : '--:'))].join('\n'))
try {
  for (const kind of chosen) {
    const path = kind.at ?? await kind.lead(new Site(program.url))
    const { cells, missed } = await measure(program.url + path, chrome.port, kind)
    console.log(row([kind.name, ...cells]))
    if (missed.length > 0) misses.push(`${kind.name}\n  ${missed.join('\n  ')}`)
  }
} finally {
  chrome.kill()
  await program.stop()
}
if (misses.length > 0) {
  console.error(`\nGoals missed:\n\n${misses.join('\n\n')}`)
  process.exitCode = 1
}
