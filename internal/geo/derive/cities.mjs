// Cities and towns: every place with people, and every place that mail is addressed to.
import { geoDistance } from 'd3-geo'
import { populatedPlaces } from './sources.mjs'
import { fold } from './fold.mjs'

const EARTH_RADIUS_KM = 6371.0088
// A populated place further than this from all ZIP codes of its name is another place.
const SAME_PLACE_KM = 50

const settlements = new Set(['PPL', 'PPLC', 'PPLX', 'PPLA', 'PPLA2', 'PPLA3'])
const renamed = { 'Washington, D.C.': 'Washington', 'New York City': 'New York', 'The Bronx': 'Bronx' }
// Parts of cities and suburbs that GeoNames gives the people of the whole city.
const overstated = new Set([
  'New South Memphis, TN', 'Sandy Hills, UT', 'South Boston, MA', 'South Jordan Heights, UT',
  'Universal City, CA', 'West Hollywood, FL', 'West Raleigh, NC',
])

// Posts abroad have no towns.
const military = new Set(['AA', 'AE', 'AP'])
// Names that directories and people use and neither source has, with a ZIP code they lie in.
const additions = {
  '02128': 'East Boston', '03801': 'Newington', '05602': 'Berlin', '08610': 'Hamilton',
  '12302': 'Glenville', '23235': 'North Chesterfield', '33460': 'Lake Worth Beach', '00978': 'Saint Just',
}

/** GeoNames' settlements under the names people use. */
export function settledPlaces() {
  return populatedPlaces()
    .filter((p) => settlements.has(p.feature) && p.population > 0 && !overstated.has(`${p.name}, ${p.state}`))
    .map((p) => ({ ...p, name: renamed[p.name] ?? withoutKind(p) }))
    .filter((p) => !p.name.includes(','))
}

// The islands' places are entered by their offices: "Dededo Village", "Tonoas Municipal Building".
function withoutKind({ name, state }) {
  const island = ['GU', 'MP', 'FM', 'PW'].includes(state)
  return island ? name.replace(/ (Village|Town|Hamlet|State|Municipal.*)$/, '') : name
}

/** One row for each name in a state, sorted by name. */
export function cities(places, zips, map) {
  const groups = new Map()
  const groupOf = ({ state }, name) => {
    const key = `${fold(name)} ${state}`
    if (!groups.has(key)) groups.set(key, { key, state, places: [], zips: [] })
    return groups.get(key)
  }
  for (const place of places) groupOf(place, place.name).places.push(place)
  for (const zip of zips.filter((z) => !military.has(z.state))) {
    groupOf(zip, zip.city).zips.push(zip)
    const other = additions[zip.zip]
    if (other) groupOf(zip, other).zips.push({ ...zip, city: other })
  }
  return [...groups.values()].map((g) => city(g, map))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function city({ key, state, places, zips }, map) {
  const place = best(zips.length ? places.filter((p) => isNear(p, zips)) : places)
  const point = place?.point ?? middle(zips)
  const fips = (place && map.at(state, point)?.fips) || commonest(zips.map((z) => z.fips))
  return { key, name: place?.name ?? zips[0].city, state, fips, point, population: place?.population ?? 0 }
}

function isNear(place, zips) {
  return zips.some((z) => geoDistance(place.point, z.point) * EARTH_RADIUS_KM < SAME_PLACE_KM)
}

// A town before a part of a city (PPLX), then the one with more people.
function best(places) {
  const rank = (p) => (p.feature === 'PPLX' ? 0 : 1e9) + p.population
  return [...places].sort((a, b) => rank(b) - rank(a) || a.point[0] - b.point[0])[0]
}

// The median in each direction: one ZIP far off does not move it.
function middle(zips) {
  const median = (i) => zips.map((z) => z.point[i]).sort((a, b) => a - b)[zips.length >> 1]
  return [median(0), median(1)]
}

function commonest(values) {
  const counts = new Map()
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
}
