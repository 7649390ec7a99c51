// What scripts add to the pages that search. All of it works without them, too.
import { updateInPlace } from './search/inplace.js'
import { offerLocation } from './search/locate.js'
import { offerMap } from './search/showmap.js'
import { suggest } from './search/suggest.js'

/** Adds to a page, or to a part that has come in place of another. */
function improve(part) {
  const near = part.querySelector('#near')
  const q = part.querySelector('#q')
  if (near && q) {
    offerLocation(near)
    suggest(near, q)
  }
  offerMap(part)
}

improve(document)
updateInPlace(improve)
document.addEventListener('part', ({ target }) => improve(target)) // the desk changes parts of its pages
