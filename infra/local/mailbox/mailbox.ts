import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { MailFiles } from './mail-files.ts'
import { listPage, mailPage } from './mailbox-page.ts'

export interface Mailbox {
  /** The base URL of the web page, without a trailing slash. */
  url: string
  /** `smtp://host:port` */
  smtp: string
  mails: MailFiles
  stop: () => Promise<void>
}

export interface MailboxOptions {
  folder: string
  /** 0 chooses a free port. */
  httpPort: number
  smtpPort: number
  /** For tests: each mail is accepted only when this has resolved. */
  hold?: () => Promise<void>
}

const maxMailBytes = 10_000_000

/**
 * Accepts mail for any recipient by SMTP on 127.0.0.1 and shows it on a web page and as JSON:
 * `GET /api/mails`, `GET /api/mails/:id`, `DELETE /api/mails`.
 */
export async function startMailbox({ folder, httpPort, smtpPort, hold }: MailboxOptions): Promise<Mailbox> {
  const mails = new MailFiles(folder)
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: maxMailBytes,
    closeTimeout: 500,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('Too large'), { responseCode: 552 }))
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        const save = async () => {
          await hold?.()
          await mails.save(Buffer.concat(chunks), from, to)
        }
        save().then(() => done(), done)
      })
    },
  })
  smtp.on('error', () => undefined)
  const http = createServer((request, response) => {
    handleRequest(mails, request, response).catch(
      () => response.writableEnded || response.writeHead(500).end(),
    )
  })
  await Promise.all([
    new Promise<void>(
      (resolve, reject) => smtp.server.once('error', reject) && smtp.listen(smtpPort, '127.0.0.1', resolve),
    ),
    new Promise<void>((resolve, reject) => http.once('error', reject).listen(httpPort, '127.0.0.1', resolve)),
  ])
  const portOf = (server: { address: () => unknown }) => (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${portOf(http)}`,
    smtp: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    mails,
    stop: async () => {
      http.closeAllConnections()
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ])
    },
  }
}

async function handleRequest(
  mails: MailFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Prevents DNS rebinding: a web page whose host name resolves to 127.0.0.1 must not read the mails.
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return void response.writeHead(421).end()
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, id] = /^\/(?:api\/)?mails\/([\w-]+)$/.exec(pathname) ?? []

  if (request.method === 'DELETE' && pathname === '/api/mails') {
    mails.removeAll()
    return void response.writeHead(204).end()
  }
  if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET, DELETE' }).end()
  if (pathname === '/api/mails') return sendJson(response, mails.list())
  if (pathname === '/') return sendPage(response, listPage(mails.list()))
  const mail = id ? await mails.read(id) : undefined
  if (!mail) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Mail not found\n')
  return pathname.startsWith('/api/') ? sendJson(response, mail) : sendPage(response, mailPage(mail))
}

function sendJson(response: ServerResponse, value: unknown): void {
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(value))
}

function sendPage(response: ServerResponse, html: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    })
    .end(html)
}
