import type { WorkerApp } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import type { MailContent } from '../mail/mail-content.ts'
import { renderHtml } from '../mail/render-html.ts'
import { renderText } from '../mail/render-text.ts'
import { readSmtpError } from '../mail/smtp-error.ts'
import { recoveryCodeUsed } from './mails/recovery-code-used.ts'

/** Hours after which a mail that the server does not accept is given up. */
const MAX_RETRY_HOURS = 24

interface AccountMail {
  id: string
  kind: 'RECOVERY_CODE_USED'
  recipient: string
  language: Language
  is_last: boolean
}

/**
 * Sends the mails to members about their accounts that are due. One that fails is tried again after one minute, then two, up to an hour, for a day; its
 * Message-ID stays the same.
 */
export async function sendAccountMails(app: WorkerApp): Promise<void> {
  while (!app.stopping.aborted) {
    const mail = await takeDueMail(app)
    if (!mail) return
    if (await deliver(app, mail))
      await app.orm.em.fork().execute('delete from account_mail where id = ?', [mail.id])
  }
}

/** The next due mail, which no other worker takes until its next attempt is due. */
async function takeDueMail(app: WorkerApp): Promise<AccountMail | undefined> {
  const [mail] = await app.orm.em.fork().execute<AccountMail[]>(
    `update account_mail set attempts = attempts + 1,
       try_at = now() + make_interval(mins => least(60, 2 ^ least(attempts, 10))::int)
     where id = (select id from account_mail where try_at <= now() order by try_at limit 1 for update skip locked)
     returning id, kind, recipient, language, created_at < now() - make_interval(hours => ?) as is_last`,
    [MAX_RETRY_HOURS],
  )
  return mail
}

/** Whether the mail needs no other attempt. */
async function deliver(
  app: WorkerApp,
  { id, kind, recipient, language, is_last }: AccountMail,
): Promise<boolean> {
  const content: MailContent = recoveryCodeUsed(language, app.env.portalUrl)
  try {
    await app.mailer.send({
      messageId: `<${id}@${app.mailer.host}>`,
      to: recipient,
      senderName: content.shopName,
      subject: content.subject,
      text: renderText(content),
      html: renderHtml(content),
      headers: { 'X-Triclic-Mail': kind.toLowerCase().replaceAll('_', '-') },
    })
    return true
  } catch (error) {
    const { description, isPermanent } = readSmtpError(error)
    const isFinal = isPermanent || is_last
    app.log.warn(
      { mail: id, kind, isFinal, reason: description },
      'A mail about an account could not be sent',
    )
    return isFinal
  }
}
