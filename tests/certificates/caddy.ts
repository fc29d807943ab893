import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import tls, { type TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'

export interface RunningCaddy {
  folder: string
  /** Replaces the directive `tls` of all sites and reloads, as `caddy reload` does. */
  reload(tlsDirective: string): Promise<void>
  connect(): Promise<Connection>
  stop(): Promise<void>
}

/** A connection on which requests are sent one after the other. */
export interface Connection {
  /** Of the certificate that the connection was opened with. */
  serial: string
  /** The status of a response that takes so many milliseconds. @throws Error when the connection ends before */
  request(ms: number): Promise<number>
  close(): void
}

const HOST = 'api.localhost'

/** Runs infra/caddy/Caddyfile on free ports, with other certificates, in front of a server that waits before it answers. */
export async function startCaddy(tlsDirective: string): Promise<RunningCaddy> {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-caddy-'))
  const backend = createServer((request, response) =>
    setTimeout(() => response.end('done'), Number(request.headers['x-wait'] ?? 0)),
  )
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
  const [https = 0, http = 0, admin = 0] = await freePorts(3, randomPortBase())
  const ports = { backend: (backend.address() as AddressInfo).port, https, http, admin }
  const file = join(folder, 'Caddyfile')
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    ...{ API_HOST: HOST, PORTAL_HOST: 'portal.localhost' },
    ...{ STOREFRONT_HOSTS: 'shop.localhost', DOCS_HOST: 'docs.localhost' },
  }
  const command = process.env['CADDY_PATH'] ?? 'caddy'
  writeFileSync(file, caddyfile(tlsDirective, ports))
  const child = spawn(command, ['run', '--config', file, '--adapter', 'caddyfile'], { env, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const connect = () => openConnection(https)
  for (let attempt = 0; ; attempt++) {
    const opened = await connect().catch((error: unknown) => error)
    if (!(opened instanceof Error)) {
      ;(opened as Connection).close()
      break
    }
    if (attempt > 300 || child.exitCode !== null) throw opened
    await pause(100)
  }
  return {
    folder,
    async reload(directive) {
      writeFileSync(file, caddyfile(directive, ports))
      const args = ['reload', '--force', '--config', file, '--adapter', 'caddyfile']
      await promisify(execFile)(command, [...args, '--address', `127.0.0.1:${admin}`], { env })
    },
    connect,
    async stop() {
      child.kill()
      await ended
      backend.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function caddyfile(
  tlsDirective: string,
  ports: { backend: number; https: number; http: number; admin: number },
): string {
  const options = `{
	admin 127.0.0.1:${ports.admin}
	http_port ${ports.http}
	https_port ${ports.https}
	skip_install_trust
	renew_interval 1s`
  return readFileSync(join(root, 'infra/caddy/Caddyfile'), 'utf8')
    .replace(/^\{$/m, options)
    .replace('(common) {', `(common) {\n\t${tlsDirective}`)
    .replaceAll(/127\.0\.0\.1:40\d\d/g, `127.0.0.1:${ports.backend}`)
}

async function openConnection(port: number): Promise<Connection> {
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const opened = tls.connect({ port, host: '127.0.0.1', servername: HOST, rejectUnauthorized: false })
    opened.once('error', reject)
    opened.once('secureConnect', () => resolve(opened))
  })
  socket.on('error', () => undefined)
  return {
    serial: socket.getPeerCertificate().serialNumber,
    request: (ms) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error('The connection ended before the response.'))
        socket.once('close', fail)
        socket.once('data', (head) => {
          socket.off('close', fail)
          resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(head))?.[1]))
        })
        socket.write(`GET / HTTP/1.1\r\nhost: ${HOST}:${port}\r\nx-wait: ${ms}\r\n\r\n`)
      }),
    close: () => socket.destroy(),
  }
}
