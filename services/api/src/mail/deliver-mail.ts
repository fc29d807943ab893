import type { WorkerApp } from '../context.ts'
import type { Letter } from './letter.ts'
import type { Mail } from './mail.entity.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/**
 * Hands a letter to the SMTP server. Its Message-ID is that of its row, so that a repeat after a crash is known as one.
 * @throws what SMTP answered; describeSmtpError puts it in words that echo nothing.
 */
export const deliverMail = (app: WorkerApp, mail: Mail, letter: Letter): Promise<void> =>
  app.mailer.send({
    messageId: `<${mail.id}@${app.mailer.host}>`,
    to: mail.recipient,
    senderName: letter.shopName,
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter),
    headers: {
      ...letter.headers,
      'X-Triclic-Mail': mail.kind.toLowerCase().replaceAll('_', '-'),
      'X-Triclic-Order': letter.orderCode,
    },
  })
