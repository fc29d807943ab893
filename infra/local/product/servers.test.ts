import { afterAll, expect, test } from 'vitest'
import { loadOrCreateSecrets } from './load-or-create-secrets.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heapLimitMb } from './programs.ts'
import { serversFor } from './servers.ts'

const ports = {
  ...{ api: 1, portal: 2, storefront: 3, bank: 4, mailbox: 5, smtp: 6, postgres: 7, redis: 8 },
  ...{ apiMetrics: 9, workerMetrics: 10, portalMetrics: 11, storefrontMetrics: 12, apiHealth: 13, docs: 14 },
  ...{ operatorPage: 15, operatorPageMetrics: 16 },
}
const folder = mkdtempSync(join(tmpdir(), 'triclic-servers-'))
const secrets = loadOrCreateSecrets(join(folder, 'secrets.json'))
const servers = serversFor({
  ports,
  secrets,
  databaseOwnerUrl: 'postgres://owner:owner-password@127.0.0.1:7/triclic',
  redisUrl: 'redis://:redis-password@127.0.0.1:8/0',
  smtpUrl: 'smtp://127.0.0.1:6',
  keys: { kept: '/kept', fragmentPublic: '/public', fragmentPrivate: '/private' },
  demo: { shops: [], members: [] },
  payboxKeyFile: '/paybox-key.pem',
  mediaFolder: '/media',
  storefrontShopsFile: '/storefront-shops.json',
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The names of the servers whose environment contains `text`. */
const serversWith = (text: string) =>
  servers.filter(({ env }) => JSON.stringify(env).includes(text)).map(({ name }) => name)

test('the worker may wait for its mails before it is killed', () => {
  const { env, graceMs = 0 } = servers.find(({ name }) => name === 'worker') ?? {}
  expect(Number(env?.['WORKER_STOP_SECONDS'])).toBe(30)
  expect(graceMs).toBeGreaterThan(30_000)
})

test('each server gets only its own keys and passwords, and none gets the owner password', () => {
  expect(serversWith('owner-password')).toEqual([])
  expect(serversWith(secrets.superuserPassword)).toEqual([])
  expect(serversWith('/kept')).toEqual(['api'])
  expect(serversWith('/public')).toEqual(['api'])
  expect(serversWith('/private')).toEqual(['worker'])
  expect(serversWith('/paybox-key.pem')).toEqual(['bank'])
  expect(serversWith(secrets.visitorKey)).toEqual(['api'])
  expect(serversWith(secrets.bankKey)).toEqual(['api'])
  expect(serversWith(secrets.auditKey)).toEqual(['worker'])
  expect(serversWith(secrets.orderTokenKey)).toEqual(['api', 'worker'])
  expect(serversWith(secrets.webhookKey)).toEqual(['api', 'worker'])
  expect(serversWith(secrets.apiRolePassword)).toEqual(['api'])
  expect(serversWith(secrets.workerRolePassword)).toEqual(['worker'])
  expect(serversWith(secrets.operatorPageRolePassword)).toEqual(['operator-page'])
  expect(serversWith(secrets.operatorKey)).toEqual(['operator-page'])
  expect(serversWith('redis-password')).toEqual(['api', 'worker'])
  expect(serversWith('smtp://')).toEqual(['worker'])
})

test('the memory of each server is limited', () => {
  expect(servers.map(({ name, nodeFlags }) => [name, nodeFlags?.[0]])).toEqual(
    Object.entries(heapLimitMb).map(([name, limit]) => [name, `--max-old-space-size=${limit}`]),
  )
})
