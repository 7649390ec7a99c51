// "Use my location": asked only on tap, and rounded before it goes anywhere.

/** Decimals of a degree that are sent: some 1 km, as much as a ZIP code tells. */
const decimals = 2

const options = { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 } // ms

/** Shows the button beside a box, if there is one and the browser can tell where it is. */
export function offerLocation(box) {
  const offer = box.form.querySelector('[data-locate]') // the desk has none: it would be the agent's place
  if (!offer || !navigator.geolocation || !isSecureContext) return
  const said = offer.querySelector('[role=status]')
  const { asking, found, refused, failed } = offer.dataset
  offer.hidden = false
  offer.querySelector('button').addEventListener('click', () => {
    said.textContent = asking
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      box.value = rounded(coords)
      said.textContent = found
    }, (error) => {
      said.textContent = error.code === error.PERMISSION_DENIED ? refused : failed
      box.focus()
    }, options)
  })
}

function rounded({ latitude, longitude }) {
  return `${latitude.toFixed(decimals)},${longitude.toFixed(decimals)}`
}
