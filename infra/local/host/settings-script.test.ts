import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readApiEnv, readRotateKeysEnv } from '../../../services/api/src/platform/env.ts'
import { root } from '../paths.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-settings-'))
  file = join(folder, '.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs the script as an operator does. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('sh', [join(root, 'infra/settings.sh'), ...args], {
    env: { PATH: process.env.PATH, SETTINGS_FILE: file },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const settings = () => parseEnv(readFileSync(file, 'utf8')) as Record<string, string>
const SMTP_URL = 'smtps://orders:p$ss"word#1@mail.example.com'
const create = () =>
  run(
    ...['create', '--domain', 'example.com', '--smtp-url', SMTP_URL],
    ...['--mail-from', 'Orders <orders@example.com>', '--hosting', 'Example Hosting, 1 rue de la Paix'],
  )

/** The names that compose.yml requires. */
const required = () =>
  [...readFileSync(join(root, 'infra/compose.yml'), 'utf8').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name)

test('create writes every setting that compose.yml requires, with fresh secrets, for its owner only', () => {
  expect(create()).toMatchObject({ status: 0, stderr: '' })
  const first = settings()
  expect(Object.keys(first)).toEqual(expect.arrayContaining(required()))
  expect(first).toMatchObject({
    API_HOST: 'api.example.com',
    STOREFRONT_SHOPS: '[]',
    SMTP_URL,
    MAIL_FROM: 'Orders <orders@example.com>',
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const secrets = Object.entries(first).filter(([name]) => /_(KEY|PASSWORD)$/.test(name))
  for (const [name, value] of secrets)
    expect(value).toMatch(name.endsWith('_KEY') ? /^[\w+/]{43}=$/ : /^[0-9a-f]{48}$/)
  expect(new Set(secrets.map(([, value]) => value)).size).toBe(secrets.length)
  rmSync(file)
  create()
  expect(settings().BANK_KEY).not.toBe(first.BANK_KEY)
})

test('create overwrites nothing, and says what is missing', () => {
  create()
  const before = readFileSync(file, 'utf8')
  expect(create()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('It is not overwritten') as string,
  })
  expect(readFileSync(file, 'utf8')).toBe(before)
  rmSync(file)
  expect(run('create', '--domain', 'example.com').stderr).toMatch(/^--smtp-url is missing\.\nUsage:/)
  expect(run('create', '--domain', "exam'ple.com").stderr).toMatch(/must not contain a single quote/)
  expect(run('add-key', 'BANK_KEY').stderr).toMatch(/does not exist/)
  expect(run().stderr).toMatch(/^Usage:/)
})

describe('a key', () => {
  beforeEach(() => void create())

  test('is added, used, and the earlier one removed, in this order only; nothing else changes', () => {
    const { BANK_KEY: earlier = '', ...others } = settings()
    const { ino } = statSync(file)
    expect(run('use-key', 'BANK_KEY')).toMatchObject({ status: 1, stderr: expect.any(String) as string })
    const { status, stdout } = run('add-key', 'BANK_KEY')
    const [first, added = ''] = settings().BANK_KEY?.split(',') ?? []
    expect({ status, first }).toEqual({ status: 0, first: earlier })
    expect(stdout).not.toContain(added)
    expect(run('add-key', 'BANK_KEY').stderr).toMatch(/^BANK_KEY: the new key is added\. The steps are/)
    expect(run('remove-key', 'BANK_KEY').status).toBe(1)
    expect(run('use-key', 'BANK_KEY').status).toBe(0)
    expect(settings().BANK_KEY).toBe(`${added},${earlier}`)
    expect(run('use-key', 'BANK_KEY').status).toBe(1)
    expect(run('remove-key', 'BANK_KEY').status).toBe(0)
    expect(settings()).toEqual({ ...others, BANK_KEY: added })
    expect(readFileSync(file, 'utf8')).not.toContain('is being replaced')
    expect(statSync(file)).toMatchObject({ ino, mode: 0o100600 })
  })

  test('is accepted by the processes in every step', () => {
    const variables = () => ({
      ...settings(),
      ...{ DATABASE_URL: 'postgres://127.0.0.1/triclic', REDIS_URL: 'redis://127.0.0.1' },
      DATABASE_OWNER_URL: 'postgres://127.0.0.1/triclic',
      ...{ API_URL: 'https://api.test', PORTAL_URL: 'https://portal.test', MEDIA_DIR: '/media' },
      ...{ KEPT_KEYS_DIR: '/kept', FRAGMENT_PUBLIC_KEYS_DIR: '/public' },
    })
    const names = ['VISITOR_KEY', 'ORDER_TOKEN_KEY', 'WEBHOOK_KEY', 'BANK_KEY', 'AUDIT_KEY']
    for (const [step, count] of [
      ['add-key', 2],
      ['use-key', 2],
      ['remove-key', 1],
    ] as const) {
      for (const name of names) expect(run(step, name).status).toBe(0)
      const { visitorKeys, orderTokenKeys } = readApiEnv(variables())
      const { webhookKeys, bankKeys, auditKeys } = readRotateKeysEnv(variables())
      const lengths = [visitorKeys, orderTokenKeys, webhookKeys, bankKeys, auditKeys].map(
        ({ length }) => length,
      )
      expect(lengths).toEqual(names.map(() => count))
    }
  })
})

test('a password is replaced, and an unknown name is refused', () => {
  create()
  const { REDIS_PASSWORD: earlier, ...others } = settings()
  expect(run('new-password', 'REDIS_PASSWORD')).toMatchObject({ status: 0, stderr: '' })
  const { REDIS_PASSWORD: replaced, ...rest } = settings()
  expect(replaced).toMatch(/^[0-9a-f]{48}$/)
  expect(replaced).not.toBe(earlier)
  expect(rest).toEqual(others)
  expect(run('new-password', 'BANK_KEY').status).toBe(1)
  expect(run('add-key', 'REDIS_PASSWORD').status).toBe(1)
})
