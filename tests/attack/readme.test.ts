import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../infra/local/paths.ts'

test('every test that the list of attacks names exists', () => {
  const list = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const named = [...list.matchAll(/`((?:packages|services|tests|infra)\/[^`]+)`/g)].map(
    ([, path = '']) => path,
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
