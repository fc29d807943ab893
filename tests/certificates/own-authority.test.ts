import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CERTIFICATE_ERROR } from '../../services/api/src/platform/certificate-error.ts'
import { makeAuthority, makeServerCertificate, type CertificateFiles } from './make-certificate.ts'

// PostgreSQL, Redis and SMTP servers with certificates of one's own authority, which NODE_EXTRA_CA_CERTS names to every server of the product.

let folder: string
let before: CertificateFiles
let after: CertificateFiles
let trusted: string
let server: tls.Server
let client: ChildProcess | undefined

const certificateBy = (authority: CertificateFiles, name: string) => {
  const { certificate, key } = makeServerCertificate(folder, { name, host: '127.0.0.1', authority })
  return { cert: readFileSync(certificate), key: readFileSync(key) }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-authority-'))
  before = makeAuthority(folder, 'before')
  after = makeAuthority(folder, 'after')
  trusted = join(folder, 'trusted.pem')
  copyFileSync(before.certificate, trusted)
  server = tls.createServer(certificateBy(before, 'first'))
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => client?.kill())
afterAll(() => {
  server?.close()
  rmSync(folder, { recursive: true })
})

/** Starts a program that trusts the authorities in the file. Each call of the returned function opens a connection. */
function startClient(): () => Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'trusting-client.ts')], {
    env: { NODE_EXTRA_CA_CERTS: trusted },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  client = child
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async () => {
    child.stdin.write(`${(server.address() as AddressInfo).port}\n`)
    return String((await lines.next()).value)
  }
}

test('a certificate that the same authority renewed needs no restart', async () => {
  const connect = startClient()
  expect(await connect()).toBe('trusted')
  server.setSecureContext(certificateBy(before, 'renewed'))
  expect(await connect()).toBe('trusted')
})

test('a new authority is trusted after a restart only, and both together beforehand', async () => {
  const connect = startClient()
  expect(await connect()).toBe('trusted')
  writeFileSync(trusted, readFileSync(before.certificate, 'utf8') + readFileSync(after.certificate, 'utf8'))
  server.setSecureContext(certificateBy(after, 'second'))
  expect(await connect()).toMatch(CERTIFICATE_ERROR)
  client?.kill()
  const restarted = startClient()
  expect(await restarted()).toBe('trusted')
  server.setSecureContext(certificateBy(before, 'third'))
  expect(await restarted()).toBe('trusted')
})
