// What lies below the places: land, water, borders, and the names of cities. Pieces
// for a state come when it is near enough to be seen.
import { DivIcon, LayerGroup, Marker, Polygon, Polyline, SVG } from 'leaflet/dist/leaflet-src.esm.js'

/** Where a state's piece is. It is asked by POST: neither an address nor a cache tells where somebody looks. */
const pieceAddress = '/map/piece'
/** Those that came already, by state, for as long as the page is open. */
const pieces = {}
/** The zoom from which counties and smaller cities show. */
const nearBy = 7
/** The zoom from which lakes and rivers, which are good to some kilometres, would tell wrong. */
const tooNear = 10
/** Pixels that the name of a city takes, and how many names a view has at most. */
const room = { wide: 110, high: 34 }
const mostNames = 40

/** Draws land and states, and the rest as the map comes near. */
export async function drawBase(map, address) {
  const country = await json(address)
  const renderer = new SVG({ padding: 0.5 })
  const line = (className) => ({ renderer, className, interactive: false, smoothFactor: 1.5 })
  const points = (steps) => decode(steps, country.scale)
  new Polygon(country.land.map(points), line('map-land')).addTo(map)
  const water = new LayerGroup([
    new Polygon(country.lakes.map(points), line('map-lake')),
    new Polyline(country.rivers.map(points), line('map-river')),
  ])
  new Polyline(country.borders.map(points), line('map-state')).addTo(map)

  const cities = country.cities.map((city) => place(city, country.scale))
  const names = new LayerGroup().addTo(map)
  map.createPane('names')
  const loaded = new Set()

  async function come(state) {
    loaded.add(state)
    const { borders, cities: more } = pieces[state] ??= await json(pieceAddress, { method: 'POST', body: new URLSearchParams({ state }) })
    if (borders.length > 0) new Polyline(borders.map(points), line('map-county')).addTo(map)
    cities.push(...more.map((city) => place(city, country.scale)))
    name(map, cities, names)
  }

  function look() {
    const view = map.getBounds()
    if (map.getZoom() < tooNear) water.addTo(map)
    else water.remove()
    if (map.getZoom() >= nearBy) {
      for (const [state, [south, west, north, east]] of Object.entries(country.states)) {
        if (!loaded.has(state) && view.intersects([[south, west], [north, east]])) {
          come(state).catch(() => loaded.delete(state)) // the next look tries again
        }
      }
    }
    name(map, cities, names)
  }
  map.on('moveend', look)
  look()
}

/** Writes the names of the largest cities that do not stand in each other's way. */
function name(map, cities, names) {
  const view = map.getBounds().pad(0.1)
  const taken = []
  names.clearLayers()
  for (const { title, at } of cities) {
    if (taken.length >= mostNames) break
    if (!view.contains(at)) continue
    const point = map.latLngToContainerPoint(at)
    if (taken.some(({ x, y }) => Math.abs(x - point.x) < room.wide && Math.abs(y - point.y) < room.high)) continue
    taken.push(point)
    const text = Object.assign(document.createElement('span'), { textContent: title })
    const marker = new Marker(at, { icon: new DivIcon({ className: 'map-city', html: text, iconSize: null }), pane: 'names', interactive: false, keyboard: false })
    names.addLayer(marker)
    marker.getElement()?.setAttribute('aria-hidden', 'true')
  }
}

function place([title, y, x], scale) {
  return { title, at: [y / scale, x / scale] }
}

/** Points of a line that is written as steps, each from the one before. */
function decode(steps, scale) {
  const points = []
  for (let i = 0, y = 0, x = 0; i < steps.length; i += 2) {
    y += steps[i]
    x += steps[i + 1]
    points.push([y / scale, x / scale])
  }
  return points
}

async function json(address, request) {
  const answer = await fetch(address, request)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}
