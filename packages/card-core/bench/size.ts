import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const LIMIT_BYTES = 3000

const { outputFiles } = await build({
  entryPoints: [`${import.meta.dirname}/../src/index.ts`],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
})
const minified = outputFiles[0]?.contents ?? new Uint8Array(LIMIT_BYTES)
const gzipped = gzipSync(minified, { level: 9 }).length
process.stdout.write(
  `card-core: ${minified.length} bytes minified, ${gzipped} gzipped, limit ${LIMIT_BYTES}\n`,
)
if (gzipped >= LIMIT_BYTES) process.exitCode = 1
