// ZIP codes of the islands: the post offices listed here, to which neither source
// gives a good city, and the rest of Puerto Rico's, named after their municipio.
import { fold } from './fold.mjs'

// A town in brackets is the place whose point stands for an island of that name.
const listed = `
AS Pago Pago: 96799
FM Pohnpei (Kolonia): 96941
FM Chuuk (Weno): 96942
FM Yap (Colonia): 96943
FM Kosrae (Tofol): 96944
GU Agat: 96915 96928
GU Barrigada: 96913 96921
GU Dededo: 96912 96929
GU Hagåtña: 96910 96932
GU Inarajan: 96917
GU Mangilao: 96923
GU Merizo: 96916
GU Tamuning: 96911 96931
MH Ebeye (Ebaye): 96970
MH Majuro: 96960
MP Rota: 96951
MP Saipan: 96950
MP Tinian: 96952
PR Aguadilla: 00604 00605
PR Arecibo: 00613 00614
PR Bayamón: 00958 00960
PR Caguas: 00726
PR Carolina: 00981 00984 00985 00986 00988
PR Cataño: 00963
PR Guayama: 00785
PR Guaynabo: 00968 00970
PR Humacao: 00792
PR Mayagüez: 00681
PR Ponce: 00732 00733 00734
PR San Juan: 00902 00908 00910 00914 00916 00919 00922 00928 00929 00930 00931
PR San Juan: 00933 00935 00936 00937 00939 00940 00955 00975
PR Toa Alta: 00954
PR Toa Baja: 00950 00951
PR Trujillo Alto: 00977 00978
PW Koror: 96940
PW Ngerulmud (Melekeok): 96939
VI Charlotte Amalie: 00801 00802 00803 00804
VI Christiansted: 00820 00821 00822 00823 00824
VI Cruz Bay: 00830 00831
VI Frederiksted: 00840 00841
VI Kingshill: 00850 00851
`

const offices = new Map(listed.trim().split('\n').flatMap((line) => {
  const [, state, city, town, zips] = /^(\w\w) ([^(:]+?)(?: \((.+)\))?: ([\d ]+)$/.exec(line)
  return zips.split(' ').map((zip) => [zip, { zip, state, city, town: town ?? city }])
}))

/** Whether a ZIP code is listed here. */
export const isListed = (zip) => offices.has(zip)

/** The islands' ZIP codes, placed by the Census; a post office box by its town. */
export function islandZips(census, map, places) {
  const municipios = [...census.keys()].filter((zip) => /^00[679]/.test(zip) && !isListed(zip))
    .map((zip) => ({ zip, state: 'PR', city: map.at('PR', census.get(zip)).name }))
  const rows = [...offices.values(), ...municipios].map((row) => ({ ...row, point: census.get(row.zip) }))
  return rows.map((row) => {
    const point = row.point ?? townPoint(row, places) ?? rows.find((r) => r.city === row.city && r.point).point
    return { ...row, point, fips: countyOf(row, point, map) }
  })
}

function townPoint({ state, town }, places) {
  return places.find((p) => p.state === state && fold(p.name) === fold(town))?.point
}

// A municipio has the name of its city, which says more than a coarse outline.
function countyOf({ state, city }, point, map) {
  return (map.named(state, city) ?? map.at(state, point))?.fips ?? ''
}
