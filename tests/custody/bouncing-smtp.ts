import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { MailFiles } from '../../infra/local/mailbox/mail-files.ts'

/** What becomes of a mail: taken, refused at its recipient, refused after its bytes with its own words, or dropped. */
export type Fate = 'take' | 'refuseRecipient' | 'refuseMail' | 'drop'

export interface BouncingSmtp {
  /** `smtp://host:port` */
  url: string
  /** Those that were taken. */
  mails: MailFiles
  /** Asked for each mail, at its recipient and after its bytes; `raw` is empty at the recipient. */
  fate: (to: string, raw: string) => Fate
  /** How many mails were refused or dropped. */
  bounced: number
  stop: () => Promise<void>
}

/** A mail server that bounces what it is told to, and echoes what it refuses: what a relay says may end up anywhere. */
export async function startBouncingSmtp(folder: string): Promise<BouncingSmtp> {
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
      if (smtp.fate(address, '') === 'refuseRecipient') done(bounce(550, `No such user ${address}`))
      else done()
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.once('end', () => {
        const raw = Buffer.concat(parts)
        const to = envelope.rcptTo.map(({ address }) => address)
        const fate = smtp.fate(to.join(' '), raw.toString())
        if (fate === 'take')
          return void mails
            .save(raw, envelope.mailFrom ? envelope.mailFrom.address : '', to)
            .then(() => done(), done)
        if (fate === 'drop') {
          smtp.bounced++
          return void server.connections.forEach((connection) => connection.close())
        }
        const marked = /^.*(?:chiffres|digits).*$/im.exec(raw.toString())?.[0].trim() ?? ''
        done(bounce(554, `Refused for its content: ${marked}`))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(
    (up, fail) => server.server.once('error', fail) && server.listen(0, '127.0.0.1', up),
  )
  const smtp: BouncingSmtp = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    fate: () => 'take',
    bounced: 0,
    stop: () => new Promise((down) => server.close(() => down())),
  }
  return smtp
}
