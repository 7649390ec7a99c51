// The quick way out of every page. It takes the page left out of the history;
// pages seen before it stay there, as no page can take them out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './haven.mjs'

const neutral = 'https://www.weather.gov'
const exit = '[data-exit]'
const said = '[data-exit-said]'

/** Opens a page for a visitor who may leave to the neutral site, which answers when answering is done. */
async function visitor(t, options, answering = Promise.resolve()) {
  const visit = await page(t, { ...options, leaves: neutral })
  await visit.route(`${neutral}/**`, async (route) => {
    await answering
    await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Weather</title><link rel="icon" href="data:,">' })
  })
  return visit
}

for (const javaScript of [true, false]) {
  for (const path of ['/', '/es/privacy', '/no-such-page']) {
    test(`${path} has a link out, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
      const visit = await visitor(t, { width: 360, javaScript })
      await visit.goto(path)
      const asked = visit.waitForRequest(`${neutral}/`)
      await visit.locator(exit).click()
      assert.equal((await asked).headers().referer, undefined)
      await visit.waitForURL(`${neutral}/`)
    })
  }
}

test('the link says what it does not do', async (t) => {
  for (const [path, says] of [['/', 'It does not clear your browser’s history'], ['/es', 'No borra el historial']]) {
    const visit = await visitor(t, { width: 360, javaScript: false })
    await visit.goto(path)
    const described = await visit.locator(exit).getAttribute('aria-describedby')
    assert.match(await visit.locator(`#${described}`).textContent(), new RegExp(says))
  }
})

for (const width of [360, 1280]) {
  test(`the link is in sight at ${width} px, wherever one has scrolled to`, async (t) => {
    const visit = await visitor(t, { width })
    await visit.goto('/about')
    for (const end of [0, 1e6]) {
      await visit.evaluate((y) => scrollTo(0, y), end)
      const box = await visit.locator(exit).boundingBox()
      assert.ok(box.y >= 0 && box.y + box.height <= 800 && box.height >= 40, JSON.stringify(box))
    }
  })
}

test('Shift three times leaves, and each press is announced', async (t) => {
  const visit = await visitor(t)
  await visit.goto('/')
  for (const announced of ['Press Shift 2 more times to leave.', 'Press Shift 1 more time to leave.']) {
    await visit.keyboard.press('Shift')
    assert.equal(await visit.locator(said).textContent(), announced)
  }
  await visit.keyboard.press('Shift')
  await visit.waitForURL(`${neutral}/`)
})

test('capital letters do not leave', async (t) => {
  const visit = await visitor(t)
  await visit.goto('/')
  for (const letter of 'GA USA') await visit.locator('#near').press(`Shift+${letter === ' ' ? 'Space' : letter}`)
  assert.equal(await visit.locator(said).textContent(), '')
  assert.equal(new URL(visit.url()).pathname, '/')
})

test('nothing of the page is seen while the next one loads', async (t) => {
  let answer
  const visit = await visitor(t, {}, new Promise((resolve) => { answer = resolve }))
  await visit.goto('/about')
  // In one go: once a page is going away, the browser answers no more questions about it.
  const left = await visit.locator(exit).evaluate((link) => {
    link.click()
    const seen = ['main', 'header', 'footer'].filter((part) => getComputedStyle(document.querySelector(part)).visibility !== 'hidden')
    return { seen, title: document.title, said: document.querySelector('[data-exit-said]').textContent }
  })
  assert.deepEqual(left, { seen: [], title: 'www.weather.gov', said: 'Leaving this site.' })
  answer()
  await visit.waitForURL(`${neutral}/`)
})

test('Back does not lead to the page that was left, but to the one before it', async (t) => {
  const visit = await visitor(t)
  await visit.goto('/')
  await visit.goto('/about')
  await visit.locator(exit).click()
  await visit.waitForURL(`${neutral}/`)
  await visit.goBack()
  assert.equal(new URL(visit.url()).pathname, '/')
})
