import type { WorkerApp } from '../app/context.ts'
import type { MailEnvelope, MailContent } from './mail-content.ts'
import type { Mail } from './mail.entity.ts'
import { MailKind } from './mail.type.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/**
 * Hands a letter to the SMTP server. Its Message-ID is that of its row, so that a repeat after a crash is known as one.
 * @throws what SMTP answered; describeSmtpError puts it in words that echo nothing.
 */
export const deliverMail = (app: WorkerApp, mail: Mail, letter: MailContent): Promise<void> =>
  app.mailer.send({
    messageId: `<${mail.id}@${app.mailer.host}>`,
    to: mail.recipient,
    senderName: letter.shopName,
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter),
    headers: headersOf(mail, letter),
    unpooled: mail.kind === MailKind.CARD_FRAGMENT,
  })

/** The same for a letter that was encrypted when it was written: what is outside its envelope, and the armored message. */
export const deliverEncryptedMail = (
  app: WorkerApp,
  mail: Mail,
  envelope: MailEnvelope,
  encrypted: string,
): Promise<void> =>
  app.mailer.send({
    messageId: `<${mail.id}@${app.mailer.host}>`,
    to: mail.recipient,
    senderName: envelope.shopName,
    subject: envelope.subject,
    headers: headersOf(mail, envelope),
    encrypted,
  })

const headersOf = (mail: Mail, { orderCode, headers }: MailEnvelope): Record<string, string> => ({
  ...headers,
  'X-Triclic-Mail': mail.kind.toLowerCase().replaceAll('_', '-'),
  ...(orderCode && { 'X-Triclic-Order': orderCode }),
})
