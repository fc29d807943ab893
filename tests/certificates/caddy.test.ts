import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startCaddy, type Connection, type RunningCaddy } from './caddy.ts'
import { makeAuthority, makeServerCertificate } from './make-certificate.ts'

const until = { timeout: 60_000, interval: 500 }
let caddy: RunningCaddy | undefined
afterEach(async () => {
  await caddy?.stop()
  caddy = undefined
})

async function serialOfNew({ connect }: RunningCaddy): Promise<string> {
  const connection = await connect()
  connection.close()
  return connection.serial
}

/** Sends one request after the other until `isOver`; the statuses that came. */
async function requestUntil(isOver: () => boolean, connection: Connection): Promise<number[]> {
  const statuses: number[] = []
  while (!isOver()) {
    statuses.push(await connection.request(50))
    await pause(100)
  }
  return statuses
}

test('Caddy renews its certificates by itself: open connections go on, and new ones get the new certificate', async () => {
  caddy = await startCaddy('tls {\n\t\tissuer internal {\n\t\t\tlifetime 15s\n\t\t}\n\t}')
  const connection = await caddy.connect()
  let isOver = false
  const statuses = requestUntil(() => isOver, connection)
  await expect.poll(() => serialOfNew(caddy as RunningCaddy), until).not.toBe(connection.serial)
  const next = await serialOfNew(caddy)
  await expect.poll(() => serialOfNew(caddy as RunningCaddy), until).not.toBe(next)
  isOver = true
  expect(new Set(await statuses)).toEqual(new Set([200]))
  connection.close()
})

test('certificates in files that were replaced are used after a reload, which breaks no request', async () => {
  caddy = await startCaddy('tls internal')
  const { folder } = caddy
  const authority = makeAuthority(folder, 'authority')
  const replace = () => makeServerCertificate(folder, { name: 'site', host: 'api.localhost', authority })
  const { certificate, key } = replace()
  await caddy.reload(`tls ${certificate} ${key}`)
  const first = await serialOfNew(caddy)
  replace()
  expect(await serialOfNew(caddy)).toBe(first)
  const connection = await caddy.connect()
  const response = connection.request(1_500)
  await pause(200)
  await caddy.reload(`tls ${certificate} ${key}`)
  expect(await serialOfNew(caddy)).not.toBe(first)
  expect(await response).toBe(200)
  connection.close()
})
