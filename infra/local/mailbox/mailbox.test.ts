import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startMailbox } from './mailbox.ts'
import type { Mailbox } from './mailbox.ts'
import type { Mail, MailSummary } from './mail-files.ts'

let folder: string
let mailbox: Mailbox

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triclic-mailbox-'))
  mailbox = await startMailbox({ folder, httpPort: 0, smtpPort: 0 })
})

afterEach(async () => {
  await mailbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

const source = [
  'From: Shop <shop@example.test>',
  'To: someone else <else@example.test>',
  'Subject: =?utf-8?q?Votre_commande_exp=C3=A9di=C3=A9e?=',
  'X-Triclic-Mail: order-confirmation',
  'X-Triclic-Order: A1B2',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Merci <script>',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p onclick="x()">Merci</p>',
  '--b--',
  '',
].join('\r\n')

/** Speaks SMTP on a socket, sending each line after the reply to the one before. */
function send(to: string): Promise<void> {
  const port = Number(new URL(mailbox.smtp).port)
  const lines = [
    'EHLO test',
    'MAIL FROM:<shop@example.test>',
    `RCPT TO:<${to}>`,
    'DATA',
    `${source}.`,
    'QUIT',
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (text) => {
      if (/^[45]/m.test(String(text))) reject(new Error(String(text)))
      if (/^\d{3} /m.test(String(text))) socket.write(`${lines.shift() ?? ''}\r\n`)
    })
    socket.once('close', () => resolve())
    socket.once('error', reject)
  })
}

const read = async <T>(path: string) => (await (await fetch(`${mailbox.url}${path}`)).json()) as T

test('stores a mail, lists it and serves it complete', async () => {
  await send('merchant@example.test')
  const [listed] = await read<MailSummary[]>('/api/mails')
  expect(listed).toMatchObject({ to: ['merchant@example.test'], subject: 'Votre commande expédiée' })

  const mail = await read<Mail>(`/api/mails/${listed?.id}`)
  expect(mail.text?.trim()).toBe('Merci <script>')
  expect(mail.html).toContain('Merci</p>')
  expect(mail.raw).toBe(source)
  expect(mail.headers).toContainEqual({ name: 'x-triclic-order', value: 'A1B2' })
})

test('finds the mails again after a restart, and DELETE removes them', async () => {
  await send('one@example.test')
  await send('two@example.test')
  await mailbox.stop()
  mailbox = await startMailbox({ folder, httpPort: 0, smtpPort: 0 })
  expect((await read<MailSummary[]>('/api/mails')).map(({ to }) => to[0])).toEqual([
    'two@example.test',
    'one@example.test',
  ])
  expect((await fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' })).status).toBe(204)
  expect(await read('/api/mails')).toEqual([])
})

test('shows a mail without running its scripts', async () => {
  await send('merchant@example.test')
  const [listed] = await read<MailSummary[]>('/api/mails')
  expect(await (await fetch(mailbox.url)).text()).toContain('Votre commande expédiée')
  const page = await (await fetch(`${mailbox.url}/mails/${listed?.id}`)).text()
  expect(page).toContain('Merci &lt;script&gt;')
  expect(page).toContain('<iframe sandbox')
  expect(page).not.toContain('<script>')
})

test('returns 404 for an unknown id and for a path outside the folder, and 405 for POST', async () => {
  expect((await fetch(`${mailbox.url}/api/mails/..%2f..%2fsecrets`)).status).toBe(404)
  expect((await fetch(`${mailbox.url}/api/mails/20260101-00000000`)).status).toBe(404)
  expect((await fetch(`${mailbox.url}/api/mails`, { method: 'POST' })).status).toBe(405)
})
