// Counties and what stands for them: parishes, boroughs, census areas, independent cities, municipios.
import { geoCentroid, geoDistance } from 'd3-geo'
import { contains, outlines } from './sources.mjs'

const alaska = `
Borough: 02013 02060 02068 02090 02100 02122 02130 02150 02164 02170 02185 02188 02195
Census Area: 02016 02050 02063 02066 02070 02105 02158 02180 02198 02240 02290
City and Borough: 02110 02220 02275 02282
Municipality: 02020 02230
`
const alaskan = new Map(alaska.trim().split('\n').flatMap((line) => {
  const [word, codes] = line.split(': ')
  return codes.split(' ').map((fips) => [fips, word])
}))

const wordByState = { AS: 'District', LA: 'Parish', MP: 'Municipality', PR: 'Municipio', VI: 'Island' }

// Counties whose name has no word for its kind, or one of its own.
const named = {
  11001: 'District of Columbia',
  32510: 'Carson City',
  60030: 'Rose Island',
  60040: 'Swains Island',
  66010: 'Guam',
}

// Valdez-Cordova was divided in 2019; the outlines are older, the ZIP codes are not.
const divided = '02261'
const since2019 = { '02063': 'Chugach', '02066': 'Copper River' }

function fullName({ fips, name, state }) {
  if (named[fips]) return named[fips]
  if (isIndependentCity(fips)) return `${name} city`
  return `${name} ${alaskan.get(fips) ?? wordByState[state] ?? 'County'}`
}

// Virginia's independent cities have codes from 510 on; Baltimore and St. Louis are the only others.
function isIndependentCity(fips) {
  return (fips.startsWith('51') && fips >= '51510') || fips === '24510' || fips === '29510'
}

/** The outlines of all counties, each with its state, to be asked what lies where. */
export class CountyMap {
  constructor(stateByFips) {
    this.drawn = outlines('counties')
      .filter((o) => o.fips !== divided)
      .map((o) => ({ ...o, state: stateByFips.get(o.fips.slice(0, 2)) }))
    this.byFips = new Map(this.drawn.map((o) => [o.fips, o]))
    this.byState = new Map()
    for (const o of this.drawn) this.byState.set(o.state, [...(this.byState.get(o.state) ?? []), o])
  }

  knows(fips) {
    return this.byFips.has(fips) || fips in since2019
  }

  covers(fips, point) {
    return this.byFips.has(fips) && contains(this.byFips.get(fips), point)
  }

  named(state, name) {
    return (this.byState.get(state) ?? []).find((o) => o.name === name)
  }

  /** The county of a state that a point lies in; off a coarsely drawn coast, the one with the nearest corner. */
  at(state, point) {
    const counties = this.byState.get(state) ?? []
    return counties.find((o) => contains(o, point)) ?? nearest(counties, point)
  }
}

function nearest(counties, point) {
  const gaps = counties.map((o) => [Math.min(...corners(o).map((c) => geoDistance(c, point))), o])
  return gaps.sort((a, b) => a[0] - b[0])[0]?.[1]
}

function corners({ shape: { geometry: { type, coordinates } } }) {
  return coordinates.flat(type === 'Polygon' ? 1 : 2)
}

/** All counties by FIPS code; their people are those of their cities, which is enough to rank them. */
export function counties(map, zips, cities) {
  const drawn = map.drawn.map((o) => ({ ...o, point: geoCentroid(o.shape) }))
  const undrawn = Object.entries(since2019)
    .map(([fips, name]) => ({ fips, name, state: 'AK', point: centreOfZips(fips, zips) }))
  return [...drawn, ...undrawn]
    .map((county) => ({ ...county, name: fullName(county), population: peopleIn(county.fips, cities) }))
    .sort((a, b) => (a.fips < b.fips ? -1 : 1))
}

// New York City lies in five counties, each of which is a borough that is listed too.
function peopleIn(fips, cities) {
  return cities
    .filter((c) => c.fips === fips && !(c.name === 'New York' && c.state === 'NY'))
    .reduce((sum, c) => sum + c.population, 0)
}

function centreOfZips(fips, zips) {
  const points = zips.filter((z) => z.fips === fips).map((z) => z.point)
  return geoCentroid({ type: 'MultiPoint', coordinates: points })
}
