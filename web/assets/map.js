// The map of what a search found, loaded when somebody opens it. Everything on
// it comes from this site, and it tells nothing that the list does not.
import { Control, LatLngBounds, Map, TileLayer } from 'leaflet/dist/leaflet-src.esm.js'
import { drawBase } from './map/base.js'
import { showFound } from './map/found.js'
import { areaOf } from './map/here.js'
import { busy } from './map/work.js'

const options = {
  attributionControl: false, // there is a line below, and Leaflet's own would link to another site
  zoomControl: false, // its words are English
  scrollWheelZoom: false, // the wheel scrolls the page
  zoomSnap: 0.5,
  minZoom: 2,
  maxZoom: 17,
  maxBounds: [[-60, -240], [85, 240]],
  maxBoundsViscosity: 1,
}

/**
 * Draws the map into its section: the view given, else around all that was
 * found. searchHere(parameters, view) searches in what the map shows; fail(error)
 * says what went wrong once it is there.
 */
export async function draw(section, options) {
  const canvas = section.querySelector('[data-map-canvas]')
  const work = busy(canvas)
  work('drawing', true)
  try {
    await drawOn(canvas, section, { ...options, work })
  } finally {
    work('drawing', false)
  }
}

async function drawOn(canvas, section, { view, searchHere, fail, work }) {
  const said = section.querySelector('[data-map-said]')
  await load(section.dataset.sheet)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = new Map(canvas, { ...options, zoomAnimation: !still, fadeAnimation: !still, inertia: !still })
  new Control.Zoom({ zoomInTitle: canvas.dataset.closer, zoomOutTitle: canvas.dataset.farther }).addTo(map)
  section.querySelector('[data-map-here]').addEventListener('click', () => {
    searchHere(areaOf(map), { center: map.getCenter(), zoom: map.getZoom() })
  })
  const found = showFound(map, `${location.pathname}/map`, {
    tell: (text) => { said.textContent = text },
    fail,
    work,
  })
  if (view) map.setView(view.center, view.zoom)
  else map.fitBounds(new LatLngBounds(await found.bounds()), { padding: [40, 40], maxZoom: 13, animate: false })
  const { country, tiles } = section.dataset
  if (tiles) new TileLayer(tiles).addTo(map)
  else await drawBase(map, country)
}

/** Loads the map's style sheet, once. */
function load(address) {
  if (document.querySelector(`link[href="${address}"]`)) return undefined
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address, onload: resolve, onerror: reject })
    document.head.append(link)
  })
}
