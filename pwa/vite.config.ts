/** Builds the app into the server's static folder, and the service worker that knows every file of the release. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { build, defineConfig, type Plugin, type Rollup } from 'vite'

const target = 'es2019'
const outDir = process.env['LINGHANG_STATIC'] ?? '../server/static'

/** Office code is fetched when an office page is opened, and the server's sentences in English when English is chosen: other phones do not store them. */
const ofOffice = (name: string) => /\/(?:office|OfficeFrame|modules\b|served\.en\b)[^/]*$/.test(name)

/** What the worker keeps beside, where English was chosen. */
const ofEnglish = (name: string) => /\/office-served\.en-/.test(name)

/** What forms share, fields, choices, photos, though doors of the first screen name them too: one file beside the forms. No start shows one. */
const OF_FORMS = /\/(?:ui\/(?:Field|Chips)\.tsx|sync\/files\.ts)$/

/** What the page of the lock shares with others is one file beside it. */
const OF_PAD = /\/accounts\/(?:PinPad|lockWords)\.tsx?$/

type Modules = Pick<Rollup.PluginContext, 'getModuleInfo'>

/**
 * All that the first screen needs is one file: many small ones compress worse.
 * What is fetched later must not draw parts of it into files of their own.
 */
function ofFirstScreen() {
  const found = new Set<string>()
  const follow = (id: string, modules: Modules) => {
    if (found.has(id)) return
    found.add(id)
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) follow(next, modules)
  }
  return (id: string, modules: Modules): string | undefined => {
    if (modules.getModuleInfo(id)?.isEntry) follow(id, modules)
    if (found.has(id)) return 'app'
    return OF_PAD.test(id) ? 'pad' : undefined
  }
}

const contentOf = (one: Rollup.OutputChunk | Rollup.OutputAsset) => (one.type === 'chunk' ? one.code : one.source)

/** `a as b, c`, of names between braces, as properties: `a:b,c`, or the other way round. */
const properties = (names: string, turned = false): string =>
  names.split(',').map(one => one.trim().split(' as ')).map(one => (turned ? one.reverse() : one).join(':')).join()

/** A module as a classic script that gives what it exports to `self.linghang`. */
const asClassic = (code: string): string =>
  `"use strict";{${code.replace(/export\{([^}]*)\};?\s*$/, (_, names: string) => `self.linghang={${properties(names, true)}}`)}}`

/** A module that takes what it imported from a file out of `self.linghang`. */
const takingFrom = (file: string, code: string): string =>
  code.replace(/import(?:\{([^}]*)\}from)?"\.\/([^"]*)";?/g, (all, names: string | undefined, from: string) => (!file.endsWith(from) ? all : names ? `const{${properties(names)}}=self.linghang;` : ''))

/**
 * Browsers keep the compiled code of what a service worker puts on its shelf, of classic scripts alone: as a module the app would be compiled anew, function by
 * function, at each start. So its script is a classic one, and the modules that come later find it as `self.linghang`.
 * And the page names the files of the lock, to which most starts come: public/wake.js fetches them beside the app's own script, and not one after the other.
 */
const firstScreen = (): Plugin => ({
  name: 'first-screen',
  apply: 'build',
  transform: {
    filter: { id: /vite\/preload-helper/ },
    handler: code => code.replace(/import\.meta\.resolve/g, 'undefined').replace(/import\.meta\.url/g, 'location.href'),
  },
  // Names are made before files are rewritten: other rewriting, other names.
  augmentChunkHash: () => `${asClassic}${takingFrom}`,
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const chunks = Object.values(bundle).filter((one): one is Rollup.OutputChunk => one.type === 'chunk')
      const entry = chunks.find(one => one.isEntry)!
      const source = asClassic(entry.code)
      delete bundle[entry.fileName]
      const others = chunks.filter(one => one !== entry)
      for (const one of others) one.code = takingFrom(entry.fileName, one.code)
      const left = others.find(one => one.code.includes(entry.fileName.replace('assets/', '')))
      if (left || /\b(?:import\.meta|import[{"*]|export[{*]|export default)/.test(source)) throw new Error(`${left?.fileName ?? 'the app'} can not do without a module`)
      this.emitFile({ type: 'asset', fileName: entry.fileName, source })
      const lock = others.find(one => one.facadeModuleId?.endsWith('/LockPage.tsx'))!
      const files = [lock.fileName, ...lock.imports].filter(name => name !== entry.fileName)
      const page = bundle['index.html'] as Rollup.OutputAsset
      page.source = String(page.source)
        .replace(/<script type="module" crossorigin/, '<script defer fetchpriority="high"')
        .replace('src="/wake.js"', `src="/wake.js" data-lock="${files.map(name => `/${name}`).join(' ')}"`)
    },
  },
})

const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  async writeBundle(options, bundle) {
    const assets = Object.keys(bundle).filter(name => name.startsWith('assets/') && !ofOffice(name))
    // The large icon is for installing alone, which needs the network anyway.
    const shelf = readdirSync('public').filter(name => !name.startsWith('.') && name !== 'icon-512.png')
    const hash = createHash('sha256')
    for (const one of Object.values(bundle)) hash.update(contentOf(one))
    for (const name of shelf) hash.update(readFileSync(`public/${name}`))
    const english = Object.keys(bundle).filter(ofEnglish)
    if (!english.length) throw new Error('the English of what the server says is in no file of its own')
    const files = ['/', ...shelf.map(name => `/${name}`), ...assets.map(name => `/${name}`)]
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      define: { FILES: JSON.stringify(files), ENGLISH: JSON.stringify(english.map(name => `/${name}`)), RELEASE: JSON.stringify(hash.digest('hex').slice(0, 8)) },
      build: {
        outDir: options.dir ?? outDir,
        emptyOutDir: false,
        target,
        rollupOptions: { input: 'src/sw/worker.ts', output: { format: 'iife', entryFileNames: 'sw.js' } },
      },
    })
  },
})

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [firstScreen(), serviceWorker()],
  define: { VERSION: JSON.stringify(process.env['npm_package_version'] ?? '0.1.0') },
  build: {
    target,
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // A page fetched later fetches what it imports by itself; named in the first script, a hundred hashed names would be a thirtieth of it.
    modulePreload: { polyfill: false, resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
    rollupOptions: {
      // Without it a door that names them would draw their file into the first screen.
      treeshake: { moduleSideEffects: [{ test: OF_FORMS, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            { name: 'forms', test: OF_FORMS, priority: 1, includeDependenciesRecursively: false },
            { name: ofFirstScreen(), debugName: 'first screen' },
          ],
        },
        chunkFileNames: chunk => `assets/${ofOffice(chunk.facadeModuleId ?? '') ? 'office-' : ''}[name]-[hash].js`,
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8000' } },
  // A test that hangs is ended; a busy machine is not a fault.
  test: { include: ['tests/**/*.test.{ts,tsx}'], setupFiles: ['tests/setup.ts'], testTimeout: 60_000 },
} as Parameters<typeof defineConfig>[0])
