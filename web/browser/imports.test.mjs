// A steward loads a file, sees what it would change, accepts it, and undoes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, page, url } from './haven.mjs'

const mapping = `source: ga-licences
rank: register
fields: {name: Name, street: Street, city: City, state: State, zip: Zip, phone: Phone}
`

const register = (name) => `Name,Street,City,State,Zip,Phone
${name},1 Oak Street,Atlanta,GA,30303,(404) 555-0101
Nowhere Clinic,2 Oak Street,Atlanta,ZZ,30303,(404) 555-0102
`

async function steward(t, options) {
  const visit = await page(t, options)
  await visit.goto('/sign-in')
  await visit.getByRole('button', { name: 'Data steward' }).click()
  await visit.goto('/imports')
  return visit
}

const listed = async (name) => {
  const found = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(name)}`)
  return (await found.json()).results?.some((place) => place.name === name) ?? false
}

// The index takes in what the database says within half a second.
async function until(expected, name) {
  for (let n = 0; n < 100; n++) {
    if (await listed(name) === expected) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`${name} is listed: ${!expected}`)
}

for (const javaScript of [true, false]) {
  test(`a file is loaded, accepted, undone and brought back, with JavaScript ${javaScript ? 'on' : 'off'}`, async (t) => {
    const name = javaScript ? 'Quillwort Recovery' : 'Zephyrine Recovery'
    const visit = await steward(t, { width: 360, javaScript })
    await visit.getByLabel('Mapping').setInputFiles({ name: 'ga.yaml', mimeType: 'application/yaml', buffer: Buffer.from(mapping) })
    await visit.getByLabel('File', { exact: true }).setInputFiles({ name: `ga-2026-05-0${javaScript ? 1 : 2}.csv`, mimeType: 'text/csv', buffer: Buffer.from(register(name)) })
    await visit.getByRole('button', { name: 'Load it and see what changes' }).click()
    await visit.getByRole('heading', { name: 'What would change' }).waitFor()
    assert.equal(await listed(name), false, 'trying a file changes nothing')
    await visit.getByText('1 row was left out.').waitFor()
    if (javaScript) await axe(visit)
    await visit.getByRole('button', { name: 'Accept and import' }).click()
    await visit.getByRole('link', { name: 'See the import, or undo it' }).waitFor()
    await until(true, name)
    await visit.getByRole('link', { name: 'See the import, or undo it' }).click()
    const run = visit.url()
    await visit.getByRole('button', { name: 'Undo this import' }).click()
    await visit.getByRole('link', { name: 'See the import, or undo it' }).waitFor()
    await until(false, name)
    await visit.goto(run)
    await visit.getByRole('button', { name: 'Accept it again' }).click()
    await visit.getByRole('link', { name: 'See the import, or undo it' }).waitFor()
    await until(true, name)
  })
}

test('the pages of imports are accessible and fit a phone, in both languages', async (t) => {
  for (const path of ['/imports', '/es/imports']) {
    const visit = await steward(t, { width: 360 })
    await visit.goto(path)
    await axe(visit)
    assert.ok(await visit.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`)
  }
})
