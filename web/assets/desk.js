// What scripts add to the desk: keys, parts of the page that change in place,
// and texts that save themselves. All of it works without them, too.
import { saveThemselves } from './desk/autosave.js'
import { listenToKeys } from './desk/keys.js'
import { changeParts } from './desk/parts.js'
import { tellLocalTime } from './desk/time.js'

// A new case is shown by the answer to a form. Whoever reloads it comes to the
// case, and opens no second one.
const here = document.querySelector('[data-here]')?.dataset.here
if (here && location.pathname !== here) history.replaceState(null, '', here)

changeParts()
tellLocalTime(document)
document.addEventListener('part', ({ target }) => tellLocalTime(target))
saveThemselves()
listenToKeys()
if (here && !document.getElementById('found')) document.getElementById('q')?.focus()
