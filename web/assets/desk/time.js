// Times by the clock of whoever reads them; pages tell them in UTC.

const style = { dateStyle: 'medium', timeStyle: 'short' }

export function tellLocalTime(part) {
  const lang = `${document.documentElement.lang}-US`
  for (const time of part.querySelectorAll('time[data-moment]')) {
    time.textContent = new Date(time.dateTime).toLocaleString(lang, style)
  }
}
