// States, territories and the states in free association with the United States.
import { geoCentroid } from 'd3-geo'
import { outlines } from './sources.mjs'

// FIPS code, postal code, name, people (the censuses of 2020; Micronesia 2010,
// the Marshall Islands 2021) and other names in use, Spanish ones among them. Public figures, kept here
// because none of the packages has them.
const known = `
01 AL Alabama 5024279
02 AK Alaska 733391
04 AZ Arizona 7151502
05 AR Arkansas 3011524
06 CA California 39538223
08 CO Colorado 5773714
09 CT Connecticut 3605944
10 DE Delaware 989948
11 DC District of Columbia 689545 Distrito de Columbia
12 FL Florida 21538187
13 GA Georgia 10711908
15 HI Hawaii 1455271 Hawái
16 ID Idaho 1839106
17 IL Illinois 12812508
18 IN Indiana 6785528
19 IA Iowa 3190369
20 KS Kansas 2937880
21 KY Kentucky 4505836
22 LA Louisiana 4657757 Luisiana
23 ME Maine 1362359
24 MD Maryland 6177224
25 MA Massachusetts 7029917
26 MI Michigan 10077331
27 MN Minnesota 5706494
28 MS Mississippi 2961279 Misisipi
29 MO Missouri 6154913 Misuri
30 MT Montana 1084225
31 NE Nebraska 1961504
32 NV Nevada 3104614
33 NH New Hampshire 1377529 Nuevo Hampshire
34 NJ New Jersey 9288994 Nueva Jersey
35 NM New Mexico 2117522 Nuevo México
36 NY New York 20201249
37 NC North Carolina 10439388 Carolina del Norte
38 ND North Dakota 779094 Dakota del Norte
39 OH Ohio 11799448
40 OK Oklahoma 3959353
41 OR Oregon 4237256
42 PA Pennsylvania 13002700 Pensilvania
44 RI Rhode Island 1097379
45 SC South Carolina 5118425 Carolina del Sur
46 SD South Dakota 886667 Dakota del Sur
47 TN Tennessee 6910840
48 TX Texas 29145505 Tejas
49 UT Utah 3271616
50 VT Vermont 643077
51 VA Virginia 8631393
53 WA Washington 7705281
54 WV West Virginia 1793716 Virginia Occidental
55 WI Wisconsin 5893718
56 WY Wyoming 576851
60 AS American Samoa 49710 Samoa Americana
64 FM Federated States of Micronesia 102843 Micronesia
66 GU Guam 153836
68 MH Marshall Islands 42418 Republic of the Marshall Islands
69 MP Northern Mariana Islands 47329 Commonwealth of the Northern Mariana Islands|CNMI|Islas Marianas del Norte
70 PW Palau 17614 Republic of Palau
72 PR Puerto Rico 3285874
78 VI U.S. Virgin Islands 87146 Virgin Islands|United States Virgin Islands|USVI|Islas Vírgenes
`

// The Census draws no outline of the freely associated states: their capitals stand for them.
const capitals = { FM: [158.15, 6.92], MH: [171.38, 7.09], PW: [134.48, 7.34] }

/** All states, sorted by their code. */
export function states() {
  const shapes = new Map(outlines('states').map((o) => [o.fips, o.shape]))
  const rows = known.trim().split('\n').map((line) => {
    const [, fips, code, name, population, also] = /^(\d\d) (\w\w) (\D+) (\d+) ?(.*)$/.exec(line)
    const point = capitals[code] ?? geoCentroid(shapes.get(fips))
    return { code, fips, name, also, population, point }
  })
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}
