// Builds what pages load, from this folder into web/static: style sheets (*.scss),
// scripts (*.js here are entries, folders hold what they import) and pictures as
// they are, and the map's base. Each file stands there also compressed, where that makes it smaller.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { compile } from 'sass'
import { basemap } from './basemap.mjs'

const sources = fileURLToPath(new URL('.', import.meta.url))
const built = fileURLToPath(new URL('../static', import.meta.url))
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
const loadPaths = [join(packages, '@uswds/uswds/packages'), packages]

// What is written is for phones of 2020 and later; older ones get pages that work without it.
const target = ['es2020', 'chrome87', 'firefox84', 'safari14']

// How each kind of source is built; what is made bears the name that is returned.
const make = {
  '.scss': style,
  '.js': script,
  '.svg': picture,
}

async function style(source, name) {
  const own = name.replace('.scss', '.css')
  const { css } = compile(source, { loadPaths, quietDeps: true })
  const { code } = await transform(css, { loader: 'css', minify: true, target })
  await writeFile(join(built, own), code)
  return own
}

async function script(source, name) {
  await build({
    entryPoints: [source], outfile: join(built, name), bundle: true, format: 'esm', minify: true, target,
    supported: { destructuring: true }, // Safari 14.0 fails at a rare form of it that is not used here
  })
  return name
}

async function picture(source, name) {
  await copyFile(source, join(built, name))
  return name
}

/** Writes a file's compressed forms beside it, and returns their names. */
async function compress(name) {
  const content = await readFile(join(built, name))
  const forms = [[`${name}.br`, brotliCompressSync(content)], [`${name}.gz`, gzipSync(content, { level: 9 })]]
  const smaller = forms.filter(([, packed]) => packed.length < content.length)
  for (const [own, packed] of smaller) await writeFile(join(built, own), packed)
  return smaller.map(([own]) => own)
}

/** The files of a folder, but for what only Git reads. */
async function files(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => entry.name)
}

await mkdir(built, { recursive: true })
const before = await files(built)
const made = []
for (const name of await files(sources)) {
  const own = await make[extname(name)]?.(join(sources, name), name)
  if (own) made.push(own, ...await compress(own))
}
for (const name of await basemap(built)) made.push(name, ...await compress(name))
for (const name of before) if (!made.includes(name)) await rm(join(built, name))
