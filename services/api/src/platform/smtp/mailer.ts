import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopback } from '../loopback.ts'
import { shortLivedPool } from './short-lived-pool.ts'
import { writeEncryptedMail } from '../crypto/pgp-mime.ts'

/** A mail that is ready to be sent as it is. */
export type MailToSend = MailHead & (MailBody | { encrypted: string })

interface MailHead {
  messageId: string
  to: string
  /** The display name of the sender: the shop's name, before the platform's address. */
  senderName: string
  replyTo?: string
  subject: string
  headers: Record<string, string>
  /** Sends on connections that are soon closed: an open one keeps its last mail in memory until it sends the next. */
  isSecret?: boolean
}

/** The readable content of a mail; an encrypted mail has an armored OpenPGP message instead. */
interface MailBody {
  text: string
  html: string
  /** Text files, in UTF-8. */
  attachments?: { fileName: string; text: string }[]
}

/** The recipient's local part needs SMTPUTF8 (RFC 6531), which the relay does not offer. */
export class UnsupportedAddressError extends Error {}

/** Whether every mail server can write the address. A domain with other letters can be written in Punycode. */
export const isAsciiLocalPart = (address: string): boolean =>
  /^[\x21-\x7e]+$/.test(address.slice(0, address.lastIndexOf('@')))

export interface Mailer {
  /**
   * Resolves when the SMTP server has accepted the mail.
   * @throws when it refused it or did not answer
   * @throws UnsupportedAddressError
   */
  send(mail: MailToSend): Promise<void>
  /** The domain of every Message-ID. */
  host: string
  close(): void
}

/** A relay on another machine must offer TLS with a verified certificate; a relay on this machine may be unencrypted. */
export function createMailer(smtpUrl: string, mailFrom: string): Mailer {
  const url = new URL(smtpUrl)
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim()
  const isLocal = isLoopback(url.hostname)
  const relay = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: !isLocal && url.protocol !== 'smtps:',
    tls: { rejectUnauthorized: !isLocal, minVersion: 'TLSv1.2' as const },
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const pool = createPool(relay)
  const secretPool = shortLivedPool(() => createPool(relay))

  return {
    host: address.split('@')[1] ?? 'localhost',
    async send({ senderName, headers, isSecret = false, ...mail }) {
      const from = { name: senderName, address }
      if (!isAsciiLocalPart(mail.to) && !(await offersSmtpUtf8(relay)))
        throw new UnsupportedAddressError('The relay does not offer SMTPUTF8')
      // Written to memory first: a mail that is sent while it is written takes dozens of small packets.
      const raw = await ('encrypted' in mail
        ? writeEncrypted(from, headers, mail)
        : writeReadable(from, headers, mail))
      const message = { raw, envelope: { from: address, to: mail.to } }
      await (isSecret ? secretPool.use((transport) => transport.sendMail(message)) : pool.sendMail(message))
    },
    close() {
      pool.close()
      secretPool.close()
    },
  }
}

type Sender = { name: string; address: string }

const writeEncrypted = (
  from: Sender,
  headers: Record<string, string>,
  { messageId, to, subject, encrypted }: Omit<MailHead, 'senderName' | 'headers'> & { encrypted: string },
): Promise<Buffer> =>
  writeEncryptedMail({ From: from, To: to, Subject: subject, 'Message-ID': messageId, ...headers }, encrypted)

const writeReadable = (
  from: Sender,
  headers: Record<string, string>,
  { attachments = [], ...mail }: Omit<MailHead, 'senderName' | 'headers'> & MailBody,
): Promise<Buffer> =>
  new MailComposer({
    ...mail,
    attachments: attachments.map(({ fileName, text }) => ({
      filename: fileName,
      content: text,
      contentType: 'text/plain; charset=utf-8',
    })),
    from,
    headers,
    // Keeps every line as written, whatever its length; format=flowed would wrap it.
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()

/** Of each pool: as many as the worker runs card fragments at once. */
const MAX_CONNECTIONS = 8
const createPool = (relay: SMTPConnection.Options) =>
  createTransport({ ...relay, pool: true, maxConnections: MAX_CONNECTIONS, maxMessages: 1_000 })

/** Asks the relay for its extensions. The client would otherwise send the address in UTF-8 to any relay. */
function offersSmtpUtf8(relay: SMTPConnection.Options): Promise<boolean> {
  const connection = new SMTPConnection(relay)
  return new Promise((resolve, reject) => {
    connection.on('error', reject)
    connection.connect((error) => {
      if (error) return reject(error)
      // The answer to EHLO, which lists the extensions.
      resolve(/[ -]SMTPUTF8\b/i.test(String(connection.lastServerResponse)))
      connection.quit()
    })
  })
}
