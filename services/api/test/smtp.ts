import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** Accepts mails, refuses them for now, rejects them for good, or reads them and never answers. */
export type SmtpBehaviour = 'accept' | 'refuse' | 'reject-recipient' | 'reject-message' | 'stall'

export interface TestSmtp {
  url: string
  mails: ParsedMail[]
  /** Mails that were read without a reply. */
  stalled: ParsedMail[]
  behaviour: SmtpBehaviour
  /** How long the answer to each mail takes. */
  delayMs: number
  /** Whether the server offers SMTPUTF8. */
  offersSmtpUtf8: boolean
  /** Mails that the server has begun to answer, late. */
  delayed: ParsedMail[]
  /** The raw source of a mail. */
  sourceOf(mail: ParsedMail): string
  /** Waits until `find` returns something for the accepted mails. */
  wait<T>(find: (mails: ParsedMail[]) => T | undefined, seconds?: number): Promise<T>
  stop(): Promise<void>
}

/** Starts a real SMTP server that keeps parsed copies of the mails it receives. Port 0 picks a free one. */
export async function startTestSmtp(port = 0): Promise<TestSmtp> {
  const sources = new WeakMap<ParsedMail, Buffer>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      done(smtp.behaviour === 'reject-recipient' ? rejection(550, '5.1.1 User camille 123456 unknown') : null)
    },
    onData(stream, _session, done) {
      readSource(stream).then(async (source) => {
        const mail = await simpleParser(source)
        sources.set(mail, source)
        if (smtp.behaviour === 'refuse') return done(new Error('450 Not now'))
        if (smtp.behaviour === 'reject-message') return done(rejection(554, '5.7.1 No mail with 123456'))
        if (smtp.delayMs > 0) {
          smtp.delayed.push(mail)
          await new Promise((resolve) => setTimeout(resolve, smtp.delayMs))
        }
        if (smtp.behaviour === 'accept') {
          smtp.mails.push(mail)
          done()
        } else smtp.stalled.push(mail)
      }, done)
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails: [],
    stalled: [],
    delayed: [],
    behaviour: 'accept',
    delayMs: 0,
    get offersSmtpUtf8() {
      return !server.options.hideSMTPUTF8
    },
    set offersSmtpUtf8(offered) {
      server.options.hideSMTPUTF8 = !offered
    },
    sourceOf: (mail) => String(sources.get(mail)),
    async wait(find, seconds = 15) {
      const until = Date.now() + seconds * 1000
      for (;;) {
        const found = find(smtp.mails)
        if (found !== undefined) return found
        if (Date.now() > until) throw new Error('No such mail arrived in time')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return smtp
}

const rejection = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode })

async function readSource(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export const headerOf = (mail: ParsedMail, name: string): unknown => mail.headers.get(name)
