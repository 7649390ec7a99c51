// ZIP codes: which city and county each is in, and the point that stands for it.
import { censusPoints, postalRows } from './sources.mjs'
import { isListed, islandZips } from './islands.mjs'

/** Every ZIP code of the sources, sorted. */
export function zipCodes(map, places, fipsByState) {
  const census = censusPoints()
  const rows = postalRows(fipsByState).filter((row) => !isListed(row.zip))
  const home = new Set(rows.filter((row) => row.state).map((row) => row.zip))
  return [
    ...rows.filter((row) => row.state).map((row) => mainland(row, census.get(row.zip), map)),
    ...rows.filter((row) => !home.has(row.zip)).map(military), // two bases in Hawaii are listed as both
    ...islandZips(census, map, places),
  ].sort((a, b) => (a.zip < b.zip ? -1 : 1))
}

// GeoNames puts a ZIP where its people are, the Census in the middle of its
// area: GeoNames is nearer to the addresses (1.9 against 2.7 km in the median).
// Some of its points are far off, though, so one outside its county gives way.
function mainland({ zip, city, state, county, point }, censusPoint, map) {
  const gone = censusPoint && !map.covers(county, point) && map.covers(county, censusPoint)
  return { zip, city, state, fips: countyOf(state, county, point, map), point: gone ? censusPoint : point }
}

// Connecticut's planning regions became its counties in 2022, but people, the
// outlines and the directories go by the eight counties: the point decides.
function countyOf(state, county, point, map) {
  return map.knows(county) ? county : map.at(state, point).fips
}

// GeoNames calls nearly all of them AA; the first digit tells the region.
function military({ zip, city, point }) {
  const state = { 0: 'AE', 3: 'AA', 9: 'AP' }[zip[0]]
  return { zip, city: city.slice(0, 3), state, fips: '', point }
}
