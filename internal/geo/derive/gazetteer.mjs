// Writes the gazetteer's tables from four npm packages (see NOTICE for their
// sources and terms). Run by `make gazetteer`; the same packages always give
// the same bytes, so a change of the tables is a change that can be read.
import { writeFileSync } from 'node:fs'
import { cities, settledPlaces } from './cities.mjs'
import { CountyMap, counties } from './counties.mjs'
import { states } from './states.mjs'
import { zipCodes } from './zips.mjs'

// Three decimals are 111 m at most, far finer than what a ZIP code or a town stands for.
const degrees = (point) => [point[1].toFixed(3), point[0].toFixed(3)]
// A county's code begins with its state's; posts abroad and the freely associated states have none.
const area = ({ fips, state }) => fips || state

function write(name, header, rows) {
  const lines = [header, ...rows].map((row) => row.join('\t'))
  writeFileSync(new URL(`../tables/${name}.tsv`, import.meta.url), `${lines.join('\n')}\n`)
  console.log(`${name}.tsv: ${rows.length} rows`)
}

const allStates = states()
const map = new CountyMap(new Map(allStates.map((s) => [s.fips, s.code])))
const places = settledPlaces()
const zips = zipCodes(map, places, new Map(allStates.map((s) => [s.code, s.fips])))
const towns = cities(places, zips, map)

write('states', ['code', 'name', 'also', 'lat', 'lon', 'population'],
  allStates.map((s) => [s.code, s.name, s.also, ...degrees(s.point), s.population]))
write('counties', ['fips', 'name', 'state', 'lat', 'lon', 'population'],
  counties(map, zips, towns).map((c) => [c.fips, c.name, c.state, ...degrees(c.point), c.population]))
write('cities', ['name', 'area', 'lat', 'lon', 'population'],
  towns.map((c) => [c.name, area(c), ...degrees(c.point), c.population]))
write('zips', ['zip', 'city', 'area', 'lat', 'lon'],
  zips.map((z) => [z.zip, z.city, area(z), ...degrees(z.point)]))
