// Tests of pages with one fault each, which harness.test.mjs expects to fail.
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { axe } from './axe.mjs'
import { launch, site } from './browser.mjs'

const strict = "default-src 'none'; img-src * data:; style-src 'self'; connect-src *"
const loose = `${strict}; script-src 'unsafe-inline'`
const pages = {
  '/sound': [strict, '<h1>Sound</h1><noscript><p>Works without scripts.</p></noscript>'],
  '/pixel': [strict, '<h1>Pixel</h1><img alt="" src="http://elsewhere.example/pixel.png">'],
  '/socket': [loose, '<h1>Socket</h1><script>new WebSocket("ws://elsewhere.example/")</script>'],
  '/forbidden': [strict, '<h1>Forbidden</h1><script>document.title = "ran"</script>'],
  '/unstyled': [strict, '<h1>Unstyled</h1><link rel="stylesheet" href="/nowhere.css">'],
  '/throws': [loose, '<h1>Throws</h1><script>throw new Error("nobody caught me")</script>'],
  '/wordless': [strict, '<h1>Wordless</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="24" height="24">'],
  '/small': [loose.replace('style-src', "style-src 'unsafe-inline'"), '<h1>Small</h1><p>'
    + '<button style="padding:0;border:0;width:9px;height:9px">a</button>'.repeat(2)],
}

const server = createServer((request, response) => {
  const [policy, body] = pages[request.url] ?? [strict, '<h1>Not found</h1>']
  response.writeHead(pages[request.url] ? 200 : 404, { 'Content-Type': 'text/html', 'Content-Security-Policy': policy })
  response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Page</title><link rel="icon" href="data:,"><main>${body}</main></html>`)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const browser = await launch()
after(async () => {
  await browser.close()
  server.close()
})
const page = site(browser, `http://127.0.0.1:${server.address().port}`)

/** Visits path as the test name, and lets axe judge it. */
function visit(name, path, options) {
  test(name, async (t) => {
    const visited = await page(t, options)
    await visited.goto(path)
    await axe(visited)
  })
}

visit('is sound', '/sound', { width: 360 })
visit('is sound, in Spanish and without JavaScript', '/sound', { javaScript: false, language: 'es-US' })
visit('is meant to be missing', '/missing')
visit('asks another site', '/pixel')
visit('opens a socket elsewhere', '/socket')
visit('runs a script that its policy forbids', '/forbidden')
visit('lacks a style sheet', '/unstyled')
visit('throws', '/throws')
visit('shows a picture without words', '/wordless')
visit('shows one to somebody without JavaScript', '/wordless', { javaScript: false })
visit('has targets that are too small', '/small', { width: 360 })
