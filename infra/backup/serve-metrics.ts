import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listBackups } from './repository/layout.ts'
import { readPosition } from './repository/position.ts'

interface MetricsOptions {
  /** The folder of the backups. */
  folder: string
  /** 0 picks a free one. */
  port: number
  host: string
  /** Called when the folder cannot be read: the scrape answers 500. */
  onError: (error: unknown) => void
}

export interface BackupMetrics {
  url: string
  close: () => Promise<void>
}

/** Serves at `/metrics` when the newest backup ended and up to which moment everything can be restored, in the text format of Prometheus. Times are in seconds since 1970. */
export async function serveMetrics({ folder, port, host, onError }: MetricsOptions): Promise<BackupMetrics> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics')
      return void response.writeHead(404).end()
    readMetrics(folder).then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
      (error: unknown) => {
        onError(error)
        response.writeHead(500).end()
      },
    )
  })
  await listenOn(server, port, host)
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Without WAL, only what a complete backup holds can be restored. */
async function readMetrics(folder: string): Promise<string> {
  const newest = (await listBackups(folder)).at(-1)
  const position = await readPosition(folder)
  return [
    ...gauge(
      'triclic_backup_complete_timestamp_seconds',
      'When the newest complete backup ended.',
      newest?.endedAt,
    ),
    ...gauge(
      'triclic_backup_recoverable_timestamp_seconds',
      'Up to which moment everything can be restored, if WAL is backed up.',
      position?.recoverableTo,
    ),
    '',
  ].join('\n')
}

/** @param moment ISO 8601; without one, the value is 0: there is none yet */
function gauge(name: string, help: string, moment: string | undefined): string[] {
  const seconds = moment === undefined ? 0 : Date.parse(moment) / 1_000
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${seconds}`]
}

const listenOn = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
