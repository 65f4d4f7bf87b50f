/**
 * The style sheet and the script, built when their sources changed and at no other time. Names carry a hash
 * of the content, so browsers may keep them for a year; `.br` and `.gz` lie beside each for @fastify/static
 * `preCompressed`.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { logical } from './logical.ts'

/** URL paths of what each page links to, and the folder to serve under /assets/. */
export type Assets = { css: string; js: string; icon: string; dir: string }

type Built = { stamp: string; inputs: string[]; css: string; js: string; icon: string }

const CLIENT = 'src/client'
const LIBRARIES = ['govuk-frontend', '@ministryofjustice/frontend', 'esbuild', 'sass']

/**
 * Builds what is out of date. In: the project's root. 5 ms when nothing changed, about 2 s when something
 * did.
 */
export async function buildAssets(root: string = process.cwd()): Promise<Assets> {
  const dir = resolve(root, 'build/assets')
  const manifest = resolve(root, 'build/assets.json')
  const before = await readFile(manifest, 'utf8').then(
    (text) => JSON.parse(text) as Built,
    () => undefined,
  )
  if (before && (await stampOf(root, before.inputs)) === before.stamp) return assets(before, dir)
  await mkdir(dir, { recursive: true })
  const built = await build(root, dir)
  await write(manifest, JSON.stringify(built))
  return assets(built, dir)
}

function assets({ css, js, icon }: Built, dir: string): Assets {
  return { css: `/assets/${css}`, js: `/assets/${js}`, icon: `/assets/${icon}`, dir }
}

async function build(root: string, dir: string): Promise<Built> {
  const [style, script, icon] = await Promise.all([
    buildStyle(root, dir),
    buildScript(root),
    readFile(resolve(root, CLIENT, 'icon.svg')),
  ])
  const own = [...style.inputs, ...script.inputs, `${CLIENT}/icon.svg`].filter(
    (file) => !file.includes('node_modules'),
  )
  const [css, js, iconName] = await Promise.all([
    keep(dir, 'main.css', style.text),
    keep(dir, 'main.js', script.text),
    keep(dir, 'icon.svg', icon),
  ])
  const libraries = LIBRARIES.map((name) => `node_modules/${name}/package.json`)
  // What was made is among what is watched: someone may empty the folder.
  const made = [css, js, iconName].map((name) => relative(root, join(dir, name)))
  const inputs = [
    ...new Set([...own, ...libraries, ...made, relative(root, import.meta.filename)]),
  ].toSorted()
  return { stamp: await stampOf(root, inputs), inputs, css, js, icon: iconName }
}

// sass and esbuild are loaded only when there is something to build: together 370 ms and 60 MB.
async function buildStyle(root: string, dir: string): Promise<{ text: string; inputs: string[] }> {
  const sass = await import('sass')
  const { css, loadedUrls } = await sass.compileAsync(resolve(root, CLIENT, 'main.scss'), {
    loadPaths: [root],
    style: 'compressed',
    // What the libraries will have to change some day is not for the person starting Waymark to read.
    logger: sass.Logger.silent,
  })
  const inputs = loadedUrls.map((url) => relative(root, url.pathname))
  return { text: await keepImages(root, dir, logical(css)), inputs }
}

async function buildScript(root: string): Promise<{ text: string; inputs: string[] }> {
  const esbuild = await import('esbuild')
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`${CLIENT}/main.ts`],
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2020',
    // The libraries' notices say @preserve on each component and nothing about a licence: 1.5 kB of class
    // names.
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) }
}

/** The pictures MoJ's styles point at, copied under hashed names. */
async function keepImages(root: string, dir: string, css: string): Promise<string> {
  const images = resolve(root, 'node_modules/@ministryofjustice/frontend/moj/assets/images')
  let text = css
  for (const [, name] of css.matchAll(/url\(\/assets\/images\/([\w.-]+)\)/g)) {
    const kept = await keep(dir, name as string, await readFile(join(images, name as string)))
    text = text.replace(`/assets/images/${name}`, `/assets/${kept}`)
  }
  return text
}

/** Writes a file under a name with its hash, and its compressed forms. Out: the name. */
async function keep(dir: string, name: string, content: string | Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`)
  const bytes = Buffer.from(content)
  const [br, gz] = await Promise.all([
    brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    zip(bytes, { level: 9 }),
  ])
  const forms = { '': bytes, '.br': br, '.gz': gz }
  await Promise.all(Object.entries(forms).map(([end, form]) => write(join(dir, hashed + end), form)))
  return hashed
}

/** Written whole or not at all: two processes may start, and build, at the same moment. */
async function write(file: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content)
  await rename(draft, file)
}

/** Changes when an input is edited, replaced or gone. */
async function stampOf(root: string, inputs: readonly string[]): Promise<string> {
  const stats = inputs.map((file) =>
    stat(resolve(root, file)).then(
      ({ mtimeMs, size }) => `${file} ${mtimeMs} ${size}`,
      () => `${file} is gone`,
    ),
  )
  return createHash('sha256')
    .update((await Promise.all(stats)).join('\n'))
    .digest('hex')
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
