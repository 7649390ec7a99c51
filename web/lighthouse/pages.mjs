// The kinds of pages that are measured, and the addresses where they are.

/** Each kind of page: its address, or the way to one; whether search engines are shown it, and whether it answers 404. */
export const kinds = [
  { name: 'home', at: '/', listed: true },
  { name: 'home, Spanish', at: '/es/', listed: true },
  { name: 'facility', lead: (site) => site.facility(), listed: true },
  { name: 'facility, Spanish', lead: async (site) => `/es${await site.facility()}`, listed: true },
  { name: 'city', at: '/in/ga/atlanta', listed: true },
  { name: 'city, Spanish', at: '/es/in/ga/atlanta', listed: true },
  { name: 'county', at: '/in/ga/fulton-county', listed: true },
  { name: 'state', at: '/in/ga', listed: true },
  { name: 'about the data', at: '/about', listed: true },
  { name: 'how results are ranked', at: '/ranking', listed: true },
  { name: 'privacy', at: '/privacy', listed: true },
  { name: 'results', lead: (site) => site.search({ near: '30303' }) },
  { name: 'results, Spanish', lead: async (site) => `/es${await site.search({ near: '30303' })}` },
  { name: 'results of a state', lead: (site) => site.search({ near: 'Georgia' }) },
  { name: 'nothing found', lead: (site) => site.search({ near: '30303', q: 'xylophone' }) },
  { name: 'list', lead: (site) => site.list() },
  { name: 'comparison', lead: async (site) => `${await site.list()}/compare` },
  { name: 'report', lead: async (site) => `${await site.facility()}/report` },
  { name: 'page that is not there', at: '/no-such-page', missing: true },
]

/** A site's own ways to addresses that nobody knows before: sealed ones, and those of places. */
export class Site {
  constructor(url) {
    this.url = url
  }

  /** Posts a search and returns the sealed address of its answer. */
  search(fields) {
    return this.post('/search', fields)
  }

  /** The public address of the first place near a ZIP code. */
  async facility() {
    return `/facility/${(await this.places())[0]}`
  }

  /** Puts three places on a list, one by one as a visitor does, and returns its address. */
  async list() {
    let list = ''
    for (const id of (await this.places()).slice(0, 3)) {
      const place = `/facility/${id}`
      list = (await this.post(list + place, { add: id })).slice(0, -place.length)
    }
    return list
  }

  async places() {
    const page = await (await fetch(this.url + await this.search({ near: '30303' }))).text()
    return [...page.matchAll(/<h2><a href="[^"]*\/facility\/(\w+)"/g)].map(([, id]) => id)
  }

  async post(path, fields) {
    const answer = await fetch(this.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
    if (answer.status !== 303) throw new Error(`POST ${path} answered ${answer.status}, not 303`)
    return answer.headers.get('location')
  }
}
