import type { WorkerApp } from '../app/context.ts'
import type { MailEnvelope, MailContent } from './mail-content.ts'
import type { Mail } from './mail.entity.ts'
import { MailKind } from './mail.type.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'
import { isAsciiLocalPart } from '../platform/smtp/mailer.ts'

type MailToDeliver = Pick<Mail, 'id' | 'kind' | 'recipient'>

/**
 * Hands a mail to the SMTP server. The Message-ID derives from the mail's row, so that receivers recognize a repetition
 * after a crash.
 *
 * @throws the error of the SMTP client; readSmtpError makes it safe to show
 */
export const deliverMail = (app: WorkerApp, mail: MailToDeliver, content: MailContent): Promise<void> =>
  app.mailer.send({
    messageId: messageIdOf(app, mail),
    to: mail.recipient,
    senderName: content.senderName ?? content.shopName,
    ...(content.replyTo && isAsciiLocalPart(content.replyTo) && { replyTo: content.replyTo }),
    subject: content.subject,
    text: renderText(content),
    html: renderHtml(content),
    ...(content.attachments && { attachments: content.attachments }),
    headers: headersOf(mail, content),
    isSecret: mail.kind === MailKind.CARD_FRAGMENT,
  })

/**
 * Like deliverMail, for a mail whose body was encrypted when it was queued: `encrypted` is an armored OpenPGP message.
 */
export const deliverEncryptedMail = (
  app: WorkerApp,
  mail: MailToDeliver,
  envelope: MailEnvelope,
  encrypted: string,
): Promise<void> =>
  app.mailer.send({
    messageId: messageIdOf(app, mail),
    to: mail.recipient,
    senderName: envelope.shopName,
    subject: envelope.subject,
    headers: headersOf(mail, envelope),
    encrypted,
  })

const messageIdOf = (app: WorkerApp, mail: MailToDeliver): string => `<${mail.id}@${app.mailer.host}>`

const headersOf = (mail: MailToDeliver, { orderCode, headers }: MailEnvelope): Record<string, string> => ({
  ...headers,
  'X-Triclic-Mail': mail.kind.toLowerCase().replaceAll('_', '-'),
  ...(orderCode && { 'X-Triclic-Order': orderCode }),
})
