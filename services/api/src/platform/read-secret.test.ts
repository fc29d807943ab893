import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { api, key, messageOf, readers } from '../../test/environments.ts'
import { PROCESSES, VARIABLES } from './env-variables.ts'
import { readApiEnv } from './env.ts'

describe('several keys', () => {
  const [first, second] = [key(), key()]
  const buffers = [first, second].map((text) => Buffer.from(text, 'base64'))

  test.each([`${first},${second}`, `${first}, ${second}`, `${first}\n${second}\n`])(
    'are separated by commas or lines, the newest first: case %#',
    (value) => {
      expect(readApiEnv({ ...api, VISITOR_KEY: value }).visitorKeys).toEqual(buffers)
    },
  )

  test('of PURGE_SECRET are texts, with the blanks in them', () => {
    const value = 'the new secret of purges, the earlier secret'
    const purges = { PURGE_URL: 'https://cache.test', PURGE_SECRET: value }
    expect(readApiEnv({ ...api, ...purges }).purgeHook?.secrets).toEqual([
      'the new secret of purges',
      'the earlier secret',
    ])
  })
})

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-secrets-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (content: string) => {
    const file = join(folder, randomUUID())
    writeFileSync(file, content)
    return file
  }
  const { BANK_KEY, ...others } = api

  test('is read without the white space around it', () => {
    const env = readApiEnv({ ...others, BANK_KEY_FILE: write(`${BANK_KEY}\n`) })
    expect(env.bankKeys).toEqual([Buffer.from(BANK_KEY, 'base64')])
  })

  test('can be any secret', () => {
    for (const [name, variable] of Object.entries(VARIABLES)) {
      if (!('secret' in variable)) continue
      for (const processName of PROCESSES) {
        const [read, complete] = readers[processName]
        if (!(name in complete)) continue
        const { [name as never]: value, ...rest } = complete
        expect(read({ ...rest, [`${name}_FILE`]: write(value) })).toEqual(read(complete))
      }
    }
  })

  test.each([
    ['missing', '/nowhere/bank.key', /^BANK_KEY_FILE can’t be read: ENOENT: .*\/nowhere\/bank\.key'\.$/],
    ['empty', write('\n'), /^BANK_KEY_FILE names an empty file: .*\.$/],
    ['malformed', write('hunter2'), /^BANK_KEY must be 32 bytes in base64\.$/],
  ])('is refused if it is %s', (_what, file, message) => {
    expect(messageOf(() => readApiEnv({ ...others, BANK_KEY_FILE: file }))).toMatch(message)
  })

  test('is refused if the variable is set too', () => {
    expect(messageOf(() => readApiEnv({ ...api, BANK_KEY_FILE: write(BANK_KEY) }))).toBe(
      'BANK_KEY and BANK_KEY_FILE are both set: remove one.',
    )
  })

  test('is none for what is not secret', () => {
    expect(messageOf(() => readApiEnv({ ...api, API_URL: '', API_URL_FILE: write(api.API_URL) }))).toMatch(
      /^API_URL is missing/,
    )
  })
})
