import { createTransport } from 'nodemailer'
import { isLoopback } from './env.ts'

/** A mail ready to leave; nothing is added to it but what SMTP needs. */
export interface MailToSend {
  messageId: string
  to: string
  /** Who it shows as its sender: the shop's name before the platform's address. */
  senderName: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

export interface Mailer {
  /** Resolves when the SMTP server has accepted the mail. @throws when it has not, or did not say. */
  send(mail: MailToSend): Promise<void>
  /** The part after the @ of every Message-ID. */
  host: string
  close(): void
}

/** STARTTLS with a verified certificate is required of a relay on another machine; to this machine it may be plain. */
export function openMailer(smtpUrl: string, mailFrom: string): Mailer {
  const url = new URL(smtpUrl)
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim()
  const isLocal = isLoopback(url.hostname)
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: !isLocal && url.protocol !== 'smtps:',
    tls: { rejectUnauthorized: !isLocal, minVersion: 'TLSv1.2' },
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    pool: true,
    maxConnections: 4,
    maxMessages: 100,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

  return {
    host: address.split('@')[1] ?? 'localhost',
    async send({ senderName, headers, ...mail }) {
      await transport.sendMail({
        ...mail,
        from: { name: senderName, address },
        headers,
        // Decodes to the very lines that were written, whatever their length; format=flowed would not.
        textEncoding: 'quoted-printable',
      })
    },
    close: () => transport.close(),
  }
}
