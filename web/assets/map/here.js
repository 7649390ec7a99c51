// "Search this area": what a map shows, as the parameters of a search.

const metresPerMile = 1609.344
/** As with one's own location: no more than a ZIP code tells. */
const decimals = 2

/** The circle around the middle of a map that reaches its farther edges. */
export function areaOf(map) {
  const center = map.getCenter()
  const bounds = map.getBounds()
  const reach = Math.max(
    map.distance(center, [center.lat, bounds.getEast()]),
    map.distance(center, [bounds.getNorth(), center.lng]),
  )
  return {
    near: `${center.lat.toFixed(decimals)},${center.lng.toFixed(decimals)}`,
    radius: `${Math.max(1, Math.ceil(reach / metresPerMile))}mi`,
    page: '',
  }
}
