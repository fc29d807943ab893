import { afterAll, expect, test } from 'vitest'
import { madeUp } from './made-up.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serversOf } from './servers.ts'

const ports = { api: 1, portal: 2, storefront: 3, bank: 4, mailbox: 5, smtp: 6, postgres: 7, redis: 8 }
const folder = mkdtempSync(join(tmpdir(), 'triclic-servers-'))
const secrets = madeUp(join(folder, 'secrets.json'))
const servers = serversOf({
  ports,
  secrets,
  databaseOwnerUrl: 'postgres://owner:owner-password@127.0.0.1:7/triclic',
  redisUrl: 'redis://:redis-password@127.0.0.1:8/0',
  smtpUrl: 'smtp://127.0.0.1:6',
  keys: { kept: '/kept', fragmentPublic: '/public', fragmentPrivate: '/private' },
  demo: { shops: [], members: [] },
  payboxKeyFile: '/paybox-key.pem',
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Who is told `text`, by name. */
const told = (text: string) =>
  servers.filter(({ env }) => JSON.stringify(env).includes(text)).map(({ name }) => name)

test('each process is given its own keys and passwords, and nobody the owner password', () => {
  expect(told('owner-password')).toEqual([])
  expect(told(secrets.superuserPassword)).toEqual([])
  expect(told('/kept')).toEqual(['api'])
  expect(told('/public')).toEqual(['api'])
  expect(told('/private')).toEqual(['worker'])
  expect(told('/paybox-key.pem')).toEqual(['bank'])
  expect(told(secrets.visitorKey)).toEqual(['api'])
  expect(told(secrets.bankKey)).toEqual(['api'])
  expect(told(secrets.orderTokenKey)).toEqual(['api', 'worker'])
  expect(told(secrets.apiRolePassword)).toEqual(['api'])
  expect(told(secrets.workerRolePassword)).toEqual(['worker'])
  expect(told('redis-password')).toEqual(['api', 'worker'])
  expect(told('smtp://')).toEqual(['worker'])
})
