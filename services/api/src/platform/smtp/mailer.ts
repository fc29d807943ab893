import { createTransport } from 'nodemailer'
import { isLoopback } from '../loopback.ts'
import { writeEncryptedMail } from '../crypto/pgp-mime.ts'

/** A mail that is ready to be sent as it is. */
export type MailToSend = MailHead & (MailBody | { encrypted: string })

interface MailHead {
  messageId: string
  to: string
  /** The display name of the sender: the shop's name, before the platform's address. */
  senderName: string
  subject: string
  headers: Record<string, string>
  /** Sends on a connection of its own. A pooled connection keeps the mail in memory until it sends the next one. */
  unpooled?: boolean
}

/** The readable content of a mail; an encrypted mail has an armored OpenPGP message instead. */
interface MailBody {
  text: string
  html: string
}

export interface Mailer {
  /** Resolves when the SMTP server has accepted the mail. @throws when the server refused it or did not respond */
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
  const pool = createTransport({ ...relay, pool: true, maxConnections: 4, maxMessages: 100 })
  const direct = createTransport(relay)

  return {
    host: address.split('@')[1] ?? 'localhost',
    async send({ senderName, headers, unpooled = false, ...mail }) {
      const transport = unpooled ? direct : pool
      const from = { name: senderName, address }
      if ('encrypted' in mail) {
        const { messageId, to, subject, encrypted } = mail
        const allHeaders = { From: from, To: to, Subject: subject, 'Message-ID': messageId, ...headers }
        const raw = await writeEncryptedMail(allHeaders, encrypted)
        await transport.sendMail({ raw, envelope: { from: address, to } })
        return
      }
      await transport.sendMail({
        ...mail,
        from,
        headers,
        // Keeps every line as written, whatever its length; format=flowed would wrap it.
        textEncoding: 'quoted-printable',
      })
    },
    close: () => pool.close(),
  }
}
