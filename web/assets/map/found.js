// The places found: one by one, or many as a number that parts as one comes nearer.
import { DivIcon, LatLngBounds, LayerGroup, Marker } from 'leaflet/dist/leaflet-src.esm.js'
import { listOf } from './popup.js'

/** Milliseconds after a move before the places are asked for. */
const pause = 120
const size = 44 // pixels: large enough for a finger
/** What opens stays clear of the buttons at the top left. A tap beside it closes it. */
const popup = { closeButton: false, minWidth: 180, maxWidth: 230, autoPanPaddingTopLeft: [64, 16], autoPanPaddingBottomRight: [16, 16] }

/**
 * Keeps a map filled with what a search found, from an address that takes views.
 * tell(text) is called with what is shown, fail(error) where nothing came, and
 * work(job, goesOn) when the map moves or waits for an answer.
 */
export function showFound(map, address, { tell, fail, work }) {
  const layer = new LayerGroup().addTo(map)
  let shown = {} // markers by what they stand for
  let entering // where somebody went in by keyboard
  let timer
  let asking = new AbortController()

  async function ask(view) {
    asking.abort()
    const { signal } = asking = new AbortController()
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(view), signal })
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status })
    return answer.json()
  }

  async function refresh() {
    try {
      const answer = await ask({ ...edges(map.getBounds()), zoom: map.getZoom() })
      show(answer.clusters)
      tell(answer.shown)
    } catch (error) {
      if (error.name === 'AbortError') return // a newer view is on its way
      fail(error)
    }
    work('asking', false)
  }

  /** Markers that stay are left alone: somebody may have the focus on one. */
  function show(clusters) {
    const before = shown
    shown = {}
    for (const cluster of clusters) {
      const key = [cluster.lat, cluster.lon, cluster.count].join()
      shown[key] = before[key] ?? mark(cluster)
      delete before[key]
    }
    for (const marker of Object.values(before)) layer.removeLayer(marker)
    if (entering) focusIn(entering)
    entering = undefined
  }

  function mark(cluster) {
    const text = Object.assign(document.createElement('span'), { textContent: cluster.count > 1 ? cluster.count : '' })
    const className = cluster.count > 1 ? 'map-group' : 'map-place'
    const icon = new DivIcon({ className, html: text, iconSize: [size, size] })
    const marker = new Marker([cluster.lat, cluster.lon], { icon, title: cluster.label }).addTo(layer)
    marker.getElement().setAttribute('aria-label', cluster.label)
    if (cluster.places) marker.bindPopup(() => listOf(cluster), popup)
    else marker.on('click', () => enter(cluster))
    press(marker, cluster.places ? [' '] : [' ', 'Enter'])
    return marker
  }

  function enter({ bounds }) {
    const within = new LatLngBounds(bounds)
    if (map.getPane('markerPane').contains(document.activeElement)) entering = within
    map.fitBounds(within, { padding: [size, size] })
  }

  function focusIn(within) {
    const marker = Object.values(shown).find((one) => within.contains(one.getLatLng()))
    ;(marker?.getElement() ?? map.getContainer()).focus()
  }

  map.on('movestart', () => work('moving', true))
  map.on('moveend', () => {
    asking.abort()
    work('asking', true)
    work('moving', false)
    clearTimeout(timer)
    timer = setTimeout(refresh, pause)
  })
  minds(map)
  return { bounds: async () => (await ask({})).bounds }
}

/** Lets keys do what a tap does. Where a popup opens, Leaflet itself minds Enter. */
function press(marker, keys) {
  marker.getElement().addEventListener('keydown', (event) => {
    if (!keys.includes(event.key)) return
    event.preventDefault() // or the page scrolls
    event.currentTarget.click()
  })
}

/** Lets the keyboard into what opens at a marker, and Escape out of it again. */
function minds(map) {
  let opener // while something is open
  map.on('popupopen', ({ popup }) => {
    opener = document.activeElement
    if (map.getPane('markerPane').contains(opener)) popup.getElement().querySelector('a').focus({ preventScroll: true })
  })
  map.on('popupclose', () => { opener = undefined })
  map.getContainer().addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !opener) return
    event.preventDefault()
    const back = opener
    map.closePopup()
    back.focus()
  })
}

function edges(bounds) {
  const limit = (value, most) => Math.max(-most, Math.min(most, value))
  return {
    south: limit(bounds.getSouth(), 90), west: limit(bounds.getWest(), 180),
    north: limit(bounds.getNorth(), 90), east: limit(bounds.getEast(), 180),
  }
}
