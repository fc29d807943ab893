import { createTransport } from 'nodemailer'
import { isLoopback } from '../env.ts'
import { writeEncryptedMail } from '../crypto/pgp-mime.ts'

/** A mail ready to leave; nothing is added to it but what SMTP needs. */
export type MailToSend = MailHead & (MailBody | { encrypted: string })

interface MailHead {
  messageId: string
  to: string
  /** Who it shows as its sender: the shop's name before the platform's address. */
  senderName: string
  subject: string
  headers: Record<string, string>
  /** On a connection of its own: one that is kept holds the mail in memory until its next. */
  alone?: boolean
}

/** What can be read by whoever has the mail; an encrypted one is an armored OpenPGP message instead. */
interface MailBody {
  text: string
  html: string
}

export interface Mailer {
  /** Resolves when the SMTP server has accepted the mail. @throws when it has not, or did not say. */
  send(mail: MailToSend): Promise<void>
  /** The part after the @ of every Message-ID. */
  host: string
  close(): void
}

/** STARTTLS with a verified certificate is required of a relay on another machine; to this machine it may be plain. */
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
  const pooled = createTransport({ ...relay, pool: true, maxConnections: 4, maxMessages: 100 })
  const unpooled = createTransport(relay)

  return {
    host: address.split('@')[1] ?? 'localhost',
    async send({ senderName, headers, alone = false, ...mail }) {
      const transport = alone ? unpooled : pooled
      const from = { name: senderName, address }
      if ('encrypted' in mail) {
        const { messageId, to, subject, encrypted } = mail
        const written = { From: from, To: to, Subject: subject, 'Message-ID': messageId, ...headers }
        const raw = await writeEncryptedMail(written, encrypted)
        await transport.sendMail({ raw, envelope: { from: address, to } })
        return
      }
      await transport.sendMail({
        ...mail,
        from,
        headers,
        // Decodes to the very lines that were written, whatever their length; format=flowed would not.
        textEncoding: 'quoted-printable',
      })
    },
    close: () => pooled.close(),
  }
}
