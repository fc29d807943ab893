import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startApi } from '../src/app/start-api.ts'
import { makeKeys } from '../src/payment/card/custody/make-keys.ts'
import { readApiEnv, type ApiEnv } from '../src/platform/env.ts'

function given(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: tests run through npm test, which starts PostgreSQL and Redis.`)
  return value
}

/** The owner's database URL with one of the two running roles instead. */
export function roleUrl(role: 'api' | 'worker'): string {
  const url = new URL(given('TEST_DATABASE_OWNER_URL'))
  url.username = `triclic_${role}`
  url.password = encodeURIComponent(given(`TEST_${role.toUpperCase()}_ROLE_PASSWORD`))
  return url.href
}

/** Keys of a test run in this folder, and secrets made up. */
async function testVariables(folder: string): Promise<Record<string, string>> {
  const dirs = {
    KEPT_KEYS_DIR: join(folder, 'kept'),
    FRAGMENT_PUBLIC_KEYS_DIR: join(folder, 'fragment-public'),
    FRAGMENT_PRIVATE_KEYS_DIR: join(folder, 'fragment-private'),
  }
  await makeKeys({
    keptKeysDir: dirs.KEPT_KEYS_DIR,
    fragmentPublicKeysDir: dirs.FRAGMENT_PUBLIC_KEYS_DIR,
    fragmentPrivateKeysDir: dirs.FRAGMENT_PRIVATE_KEYS_DIR,
  })
  const secret = () => randomBytes(32).toString('base64')
  return {
    ...dirs,
    PORT: '0',
    LOG_LEVEL: 'warn',
    REDIS_URL: given('TEST_REDIS_URL'),
    API_URL: 'http://127.0.0.1:4000',
    PORTAL_URL: 'http://127.0.0.1:4001',
    VISITOR_KEY: secret(),
    ORDER_TOKEN_KEY: secret(),
    BANK_KEY: secret(),
    MAIL_FROM: 'Triclic <no-reply@triclic.test>',
  }
}

/** The real API in this process on a port of its own, and the owner's connection to set the scene with. */
export async function startTestApi(overrides: Record<string, string> = {}) {
  const keys = mkdtempSync(join(tmpdir(), 'triclic-keys-'))
  const variables = { ...(await testVariables(keys)), DATABASE_URL: roleUrl('api'), ...overrides }
  const env: ApiEnv = readApiEnv(variables)
  const api = await startApi(env)
  const owner = new Client({ connectionString: given('TEST_DATABASE_OWNER_URL') })
  await owner.connect()
  return {
    ...api,
    variables,
    owner,
    async stop() {
      rmSync(keys, { recursive: true, force: true })
      await owner.end()
      await api.stop()
    },
  }
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>

export interface GraphqlAnswer {
  status: number
  headers: Headers
  data: Record<string, never> | null
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[]
}

/** One GraphQL request over HTTP, as any client would make it. */
export async function graphql<T = Record<string, never>>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Omit<GraphqlAnswer, 'data'> & { data: T }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const body = (await response.json()) as { data: T; errors?: GraphqlAnswer['errors'] }
  return { status: response.status, headers: response.headers, ...body }
}
