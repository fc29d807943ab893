import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { MailFiles } from '../../infra/local/mailbox/mail-files.ts'

/** What happens to a mail: accepted, its recipient refused, its content refused, or the connection dropped. */
export type Delivery = 'accept' | 'refuseRecipient' | 'refuseMail' | 'drop'

export interface BouncingSmtp {
  /** `smtp://host:port` */
  url: string
  /** The accepted mails. */
  mails: MailFiles
  /** Called for each recipient, with `raw` empty, and again for the complete mail. */
  decide: (to: string, raw: string) => Delivery
  /** How many mails were refused or dropped. */
  bounced: number
  stop: () => Promise<void>
}

/**
 * Starts a mail server that bounces mails and repeats their content in its replies, which the product may log.
 * @param port 0 chooses a free one
 */
export async function startBouncingSmtp(folder: string, port = 0): Promise<BouncingSmtp> {
  const mails = new MailFiles(folder)
  const bounce = (code: number, text: string) => {
    smtp.bounced++
    return Object.assign(new Error(text), { responseCode: code })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      if (smtp.decide(address, '') === 'refuseRecipient') done(bounce(450, `Mailbox busy: ${address}`))
      else done()
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.once('end', () => {
        const raw = Buffer.concat(parts)
        const to = envelope.rcptTo.map(({ address }) => address)
        const delivery = smtp.decide(to.join(' '), raw.toString())
        if (delivery === 'accept')
          return void mails
            .save(raw, envelope.mailFrom ? envelope.mailFrom.address : '', to)
            .then(() => done(), done)
        if (delivery === 'drop') {
          smtp.bounced++
          return void server.connections.forEach((connection) => connection.close())
        }
        const markedLine = /^.*(?:chiffres|digits).*$/im.exec(raw.toString())?.[0].trim() ?? ''
        done(bounce(554, `Refused for its content: ${markedLine}`))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(
    (up, fail) => server.server.once('error', fail) && server.listen(port, '127.0.0.1', up),
  )
  const smtp: BouncingSmtp = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    decide: () => 'accept',
    bounced: 0,
    stop: () => new Promise((down) => server.close(() => down())),
  }
  return smtp
}
