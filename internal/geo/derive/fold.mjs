// The name of a place without what people write differently: the same folding
// as fold.go, so that the tables hold each name of a state once.
const long = { st: 'saint', ste: 'sainte', ft: 'fort', mt: 'mount', mtn: 'mountain' }

export function fold(name) {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘`ʻʼ]/g, '')
    .split(/[^a-z0-9]+/)
    .map((word) => long[word] ?? word)
    .join('')
}
