import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const LIMIT_BYTES = 5000

test(`a page that uses the client loads less than ${LIMIT_BYTES} bytes of it`, async () => {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/index.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    write: false,
  })
  const [output] = outputFiles
  expect(output).toBeDefined()
  expect(gzipSync(output?.contents ?? '', { level: 9 }).length).toBeLessThan(LIMIT_BYTES)
})
