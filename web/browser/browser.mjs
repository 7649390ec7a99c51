// Opens pages of one site in Chromium and notices what must never happen on them.
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that asks another site is caught below; this keeps the request from leaving the machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** Starts Chromium; HAVEN_CHROMIUM names another than Debian's. */
export function launch() {
  const executablePath = process.env.HAVEN_CHROMIUM || '/usr/bin/chromium'
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: flags })
}

/**
 * Returns a browser context as a visitor's: width in CSS pixels (a phone's below
 * 600), with or without JavaScript, and the language the browser asks for.
 */
export function visitor(browser, url, { width = 1280, javaScript = true, language = 'en-US' } = {}) {
  const phone = width < 600
  return browser.newContext({
    baseURL: url,
    viewport: { width, height: 800 },
    isMobile: phone,
    hasTouch: phone,
    javaScriptEnabled: javaScript,
    locale: language,
    serviceWorkers: 'block', // their requests would go unseen
  })
}

/** The options of a page: a name that is none of them would change nothing, and nobody would see it. */
const known = ['width', 'javaScript', 'language', 'leaves', 'refused']

/**
 * Returns page(t, options), which opens a blank page of the site at url for the
 * test t, and fails t at its end if any of its pages asked another origin,
 * logged an error or threw one that nobody caught. The option leaves names an
 * origin that the visitor may go to, refused a status that scripts are to be
 * answered with.
 */
export function site(browser, url) {
  return async function page(t, options = {}) {
    for (const name of Object.keys(options)) assert.ok(known.includes(name), `a page has no option ${name}`)
    const context = await visitor(browser, url, options)
    const faults = watch(context, new URL(url).origin, options)
    t.after(async () => {
      await context.close()
      if (faults.length > 0) assert.fail(faults.join('\n'))
    })
    return context.newPage()
  }
}

function watch(context, origin, { leaves, refused } = {}) {
  const faults = []
  const documents = new Set()
  const check = (url) => {
    if (isForeign(url, origin)) faults.push(`request to another origin: ${url}`)
  }
  context.on('request', (request) => {
    if (request.isNavigationRequest()) documents.add(request.url())
    if (!(request.isNavigationRequest() && new URL(request.url()).origin === leaves)) check(request.url())
  })
  context.on('page', (page) => page.on('websocket', (socket) => check(socket.url())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message, documents) && !(refused && message.text().includes(`status of ${refused} `))) {
      faults.push(`console error: ${message.text()} (${message.location().url})`)
    }
  })
  context.on('weberror', (event) => faults.push(`uncaught error: ${event.error().stack}`))
  return faults
}

/** Reports whether a request left the site; data: and blob: addresses never do. */
function isForeign(url, origin) {
  const asked = new URL(url)
  if (/^wss?:$/.test(asked.protocol)) asked.protocol = asked.protocol.replace('ws', 'http')
  return asked.protocol.startsWith('http') && asked.origin !== origin
}

/**
 * Reports whether a console error is only Chromium's remark that a page the test
 * went to answered with a status such as 404, which is for the test to judge.
 */
function isAnswer(message, documents) {
  return /^Failed to load resource: .* status of 4\d\d/.test(message.text()) && documents.has(message.location().url)
}
