/** Packs the phone of tests/bridge into one script that Node.js runs: `node tests/bridge/build.mjs <folder>`. */
import { build } from 'vite'

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: { ssr: 'tests/bridge/phone.ts', outDir: process.argv[2], emptyOutDir: true, minify: false },
})
