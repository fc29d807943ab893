import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { templatePackages } from '../test/link-packages.ts'
import { packageName, readOptions } from './options.js'

const parent = mkdtempSync(join(tmpdir(), 'create-triclic-shop-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

/** Runs the command without a terminal. */
function create(...args: string[]) {
  const script = join(import.meta.dirname, 'bin.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: parent,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const SETTINGS = ['--api', 'https://api.example/graphql', '--key', 'pk_1']
const read = (path: string) => readFileSync(join(parent, path), 'utf8')

test('creates a server with SvelteKit, whose secret is in no other file than .env', () => {
  const { status, stdout } = create('Chez Ève', '--template', 'sveltekit', ...SETTINGS, '--secret', 'sk_1')
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('npm run dev') })
  expect(read('Chez Ève/.env')).toBe('API_URL=https://api.example\nSHOP_KEY=pk_1\nSHOP_SECRET=sk_1\n')
  expect(read('Chez Ève/.gitignore')).toContain('.env')
  const { name, dependencies } = JSON.parse(read('Chez Ève/package.json')) as {
    name: string
    dependencies: Record<string, string>
  }
  expect(name).toBe('chez-eve')
  const archive = dependencies['@triclic/storefront-client'] ?? ''
  expect(archive).toMatch(/^file:vendor\/.+\.tgz$/)
  expect(existsSync(join(parent, 'Chez Ève', archive.replace('file:', '')))).toBe(true)
  const files = globSync('**/*.{ts,js,svelte,json}', { cwd: join(parent, 'Chez Ève') })
  expect(files.filter((file) => read(join('Chez Ève', file)).includes('sk_1'))).toEqual([])
})

test('creates static files that name the API, and have the client among them', () => {
  expect(create('static', '--template', 'html', ...SETTINGS)).toMatchObject({ status: 0 })
  expect(read('static/config.js')).toContain("'https://api.example'")
  expect(read('static/index.html')).toContain('connect-src https://api.example;')
  expect(existsSync(join(parent, 'static/storefront-client/index.js'))).toBe(true)
  const files = globSync('**/*.{html,js}', { cwd: join(parent, 'static') })
  expect(files.filter((file) => /%[A-Z_]+%/.test(read(join('static', file))))).toEqual([])
})

test('takes the client from a folder that is named', () => {
  const client = join(import.meta.dirname, '../../storefront-client')
  expect(create('named', '--template', 'html', ...SETTINGS, '--client', client)).toMatchObject({ status: 0 })
  expect(create('unbuilt', '--template', 'html', ...SETTINGS, '--client', parent)).toMatchObject({
    status: 1,
  })
})

test('refuses a folder that is not empty, and leaves it as it is', () => {
  mkdirSync(join(parent, 'full'))
  writeFileSync(join(parent, 'full/mine.txt'), 'mine')
  const { status, stderr } = create('full', '--template', 'html', ...SETTINGS)
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('mine.txt') })
  expect(globSync('full/*', { cwd: parent })).toHaveLength(1)
})

test('accepts an empty folder, also of a new repository', () => {
  mkdirSync(join(parent, 'empty/.git'), { recursive: true })
  expect(create('empty', '--template', 'html', ...SETTINGS)).toMatchObject({ status: 0 })
})

describe('without a terminal', () => {
  test('names everything that is missing', () => {
    const { status, stderr } = create('--template', 'sveltekit')
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('<folder> --api --key --secret'),
    })
    expect(create('--template', 'html').stderr).not.toContain('--key --secret')
  })

  test.each([
    [['a', '--template', 'react'], 'sveltekit or html'],
    [['a', '--api', 'localhost'], 'a URL'],
    [['a', '--key', 'sk_1'], 'pk_'],
    [['a', 'b'], 'One folder'],
    [['a', '--colour', 'red'], '--colour'],
  ])('explains what is wrong in %j', (args, message) => {
    const { status, stderr } = create(...args)
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) })
  })
})

test('shows its options', () => {
  expect(create('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('--template') as string,
  })
})

test.each([
  ['http://localhost:4000/', 'http://localhost:4000'],
  ['https://api.example/shops/graphql', 'https://api.example/shops'],
])('the address %s of the API is %s', (given, api) => {
  expect(readOptions(['--api', given]).api).toBe(api)
})

test.each([
  ['/a/My Shop!', 'my-shop'],
  ['/a/Éclair & Co', 'eclair-co'],
  ['/a/---', 'shop'],
])('the package in %s is called %s', (folder, name) => {
  expect(packageName(folder)).toBe(name)
})

test('the templates name the versions that this checkout is tested with', () => {
  const { packages } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package-lock.json'), 'utf8'),
  ) as { packages: Record<string, { version?: string; link?: boolean }> }
  const versions = Object.entries(templatePackages()).filter(([name]) => !name.startsWith('@triclic/'))
  expect(versions.length).toBeGreaterThan(5)
  for (const [name, version] of versions)
    expect({ name, version }).toEqual({ name, version: packages[`node_modules/${name}`]?.version })
})
