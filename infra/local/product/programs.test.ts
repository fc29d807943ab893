import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { heapLimitMb, programs } from './programs.ts'

test.each(['infra/Dockerfile', 'infra/compose.yml', 'infra/README.md'])(
  '%s runs only programs that the build produces',
  (file) => {
    const scripts: string[] = Object.values(programs).map(({ script }) => script)
    const found = [...readFileSync(join(root, file), 'utf8').matchAll(/\bdist\/[\w/-]+\.js\b/g)].map(
      ([path]) => path,
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((path) => !scripts.includes(path))).toEqual([])
  },
)

test('the containers limit the memory of each server as `npm start` does', () => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const limitsIn = (text: string) =>
    [...text.matchAll(/--max-old-space-size=(\d+)/g)].map(([, mb]) => Number(mb))
  const { api, worker, portal, storefront, 'operator-page': operatorPage } = heapLimitMb
  // `npm start` serves the documentation itself.
  const docs = 128
  expect(limitsIn(read('infra/Dockerfile'))).toEqual([api, portal, storefront, docs])
  expect(limitsIn(read('infra/compose.yml'))).toEqual([worker, operatorPage])
})
