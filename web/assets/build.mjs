// Builds what pages load, from this folder into web/static: style sheets (*.scss),
// scripts (*.js here are entries, folders hold what they import) and pictures as
// they are. Each file stands there also compressed, where that makes it smaller.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { compile } from 'sass'

const sources = fileURLToPath(new URL('.', import.meta.url))
const built = fileURLToPath(new URL('../static', import.meta.url))
const uswds = fileURLToPath(new URL('../../node_modules/@uswds/uswds/packages', import.meta.url))

// What is written is for phones of 2020 and later; older ones get pages that work without it.
const target = ['es2020', 'chrome87', 'firefox84', 'safari14']

const make = {
  '.scss': style,
  '.js': script,
  '.svg': (source, name) => copyFile(source, join(built, name)),
}

async function style(source, name) {
  const { css } = compile(source, { loadPaths: [uswds], quietDeps: true })
  const { code } = await transform(css, { loader: 'css', minify: true, target })
  await writeFile(join(built, name.replace('.scss', '.css')), code)
}

function script(source, name) {
  return build({ entryPoints: [source], outfile: join(built, name), bundle: true, format: 'esm', minify: true, target })
}

/** Writes a file's compressed forms beside it. */
async function compress(name) {
  const content = await readFile(join(built, name))
  for (const [suffix, packed] of [['.br', brotliCompressSync(content)], ['.gz', gzipSync(content, { level: 9 })]]) {
    if (packed.length < content.length) await writeFile(join(built, name + suffix), packed)
  }
}

/** The files of a folder, but for what only Git reads. */
async function files(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => entry.name)
}

await mkdir(built, { recursive: true })
for (const name of await files(built)) await rm(join(built, name))
for (const name of await files(sources)) await make[extname(name)]?.(join(sources, name), basename(name))
for (const name of await files(built)) await compress(name)
