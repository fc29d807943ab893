import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const LIMIT = 3000

const { outputFiles } = await build({
  entryPoints: [`${import.meta.dirname}/../src/index.ts`],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
})
const minified = outputFiles[0]?.contents ?? new Uint8Array(LIMIT)
const gzipped = gzipSync(minified, { level: 9 }).length
process.stdout.write(`card-core: ${minified.length} bytes minified, ${gzipped} gzipped, limit ${LIMIT}\n`)
if (gzipped >= LIMIT) process.exitCode = 1
