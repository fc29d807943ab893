import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startApi } from '../src/app/start-api.ts'
import { makeKeys } from '../src/payment/card/custody/make-keys.ts'
import { readApiEnv, type ApiEnv } from '../src/platform/env.ts'

function requireEnv(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: run the tests with npm test, which starts PostgreSQL and Redis.`)
  return value
}

/** The test database's URL for the role of a process. */
export function roleUrl(role: 'api' | 'worker' | 'operator_page'): string {
  const url = new URL(requireEnv('TEST_DATABASE_OWNER_URL'))
  url.username = `triclic_${role}`
  url.password = encodeURIComponent(requireEnv(`TEST_${role.toUpperCase()}_ROLE_PASSWORD`))
  return url.href
}

/** Environment of an API under test: random secrets, and day keys in `folder`. */
async function testVariables(folder: string): Promise<Record<string, string>> {
  const dirs = {
    KEPT_KEYS_DIR: join(folder, 'kept'),
    FRAGMENT_PUBLIC_KEYS_DIR: join(folder, 'fragment-public'),
    FRAGMENT_PRIVATE_KEYS_DIR: join(folder, 'fragment-private'),
  }
  const keyFolders = {
    keptKeysDir: dirs.KEPT_KEYS_DIR,
    fragmentPublicKeysDir: dirs.FRAGMENT_PUBLIC_KEYS_DIR,
    fragmentPrivateKeysDir: dirs.FRAGMENT_PRIVATE_KEYS_DIR,
  }
  // Yesterday's too: after midnight, the cards that other tests stored before would be reported as lost.
  await makeKeys(keyFolders, new Date(Date.now() - 86_400_000))
  await makeKeys(keyFolders)
  const secret = () => randomBytes(32).toString('base64')
  return {
    ...dirs,
    MEDIA_DIR: join(folder, 'media'),
    PORT: '0',
    LOG_LEVEL: 'warn',
    REDIS_URL: requireEnv('TEST_REDIS_URL'),
    API_URL: 'http://127.0.0.1:4000',
    PORTAL_URL: 'http://127.0.0.1:4001',
    VISITOR_KEY: secret(),
    ORDER_TOKEN_KEY: secret(),
    WEBHOOK_KEY: secret(),
    BANK_KEY: secret(),
    AUDIT_KEY: secret(),
    MAIL_FROM: 'Triclic <no-reply@triclic.test>',
  }
}

/** Starts the real API in this process on a free port, with a connection of the database owner to prepare data. */
export async function startTestApi(overrides: Record<string, string> = {}) {
  const keys = mkdtempSync(join(tmpdir(), 'triclic-keys-'))
  const variables: Record<string, string> = {
    ...(await testVariables(keys)),
    DATABASE_URL: roleUrl('api'),
    ...overrides,
  }
  const env: ApiEnv = readApiEnv(variables)
  const api = await startApi(env)
  const owner = new Client({ connectionString: requireEnv('TEST_DATABASE_OWNER_URL') })
  await owner.connect()
  const whenStopped: (() => Promise<unknown>)[] = []
  return {
    ...api,
    /** Runs `task` when the API has stopped. */
    whenStopped: (task: () => Promise<unknown>) => void whenStopped.push(task),
    variables,
    owner,
    async stop() {
      rmSync(keys, { recursive: true, force: true })
      await owner.end()
      await api.stop()
      await Promise.all(whenStopped.map((task) => task()))
    },
  }
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>

export interface GraphqlResponse {
  status: number
  headers: Headers
  data: Record<string, never> | null
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[]
}

/** Sends a GraphQL request over HTTP. */
export async function graphql<T = Record<string, never>>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Omit<GraphqlResponse, 'data'> & { data: T }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const body = (await response.json()) as { data: T; errors?: GraphqlResponse['errors'] }
  return { status: response.status, headers: response.headers, ...body }
}
