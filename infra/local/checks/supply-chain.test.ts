import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../paths.ts'
import { readLockfile } from './lockfile.ts'
import { ALLOWED_PACKAGES, KNOWN_INSTALL_SCRIPTS, supplyChainProblems } from './supply-chain.ts'

const integrity = 'sha512-x'

test('every locked package has an allowed licence, a hash, and no install script that nobody has read', () => {
  expect(supplyChainProblems(readLockfile())).toEqual([])
})

test('npm runs no install script', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
})

test.each([
  [
    { license: 'GPL-3.0', integrity },
    'a has the licence GPL-3.0, which is not in the list of allowed licences',
  ],
  [{ integrity }, 'a has the licence (none), which is not in the list of allowed licences'],
  [
    { license: 'MIT AND GPL-3.0', integrity },
    'a has the licence MIT AND GPL-3.0, which is not in the list of allowed licences',
  ],
  [{ license: 'MIT' }, 'a is locked without a SHA-512 hash'],
  [{ license: 'MIT', integrity: 'sha1-x' }, 'a is locked without a SHA-512 hash'],
  [{ license: 'MIT', integrity, hasInstallScript: true }, 'a has an install script that nobody has read'],
])('reports %j', (entry, problem) => {
  expect(supplyChainProblems({ 'node_modules/a': entry })).toEqual([problem])
})

test('accepts a choice of licences of which one is allowed, and a workspace', () => {
  const packages = { 'node_modules/a': { license: '(GPL-2.0 OR MIT)', integrity }, 'packages/money': {} }
  expect(supplyChainProblems(packages)).toEqual([])
})

test('each exception is still needed', () => {
  const names = Object.keys(readLockfile()).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13))
  for (const name of Object.keys({ ...ALLOWED_PACKAGES, ...KNOWN_INSTALL_SCRIPTS }))
    expect(names).toContain(name)
})
