import { randomBytes } from 'node:crypto'
import type { WorkerApp } from '../app/context.ts'
import type { Language } from '../kernel/errors.ts'
import type { MailContent } from '../mail/mail-content.ts'
import { renderHtml } from '../mail/render-html.ts'
import { renderText } from '../mail/render-text.ts'
import { readSmtpError } from '../mail/smtp-error.ts'
import type { Role } from '../kernel/permissions.ts'
import { sha256 } from '../platform/crypto/sign.ts'
import { apiKeyCreated, type CreatedApiKey } from './mails/api-key-created.ts'
import { invitation } from './mails/invitation.ts'
import { passwordChanged, passwordReset } from './mails/password-reset.ts'
import { signUp } from './mails/sign-up.ts'
import { recoveryCodeUsed } from './mails/recovery-code-used.ts'

/** Hours after which a mail that the server does not accept is given up. */
const MAX_RETRY_HOURS = 24

interface AccountMail {
  id: string
  kind:
    | 'RECOVERY_CODE_USED'
    | 'PASSWORD_RESET'
    | 'PASSWORD_CHANGED'
    | 'INVITATION'
    | 'SIGN_UP'
    | 'API_KEY_CREATED'
  recipient: string
  language: Language
  /** Of an invitation or an API key. */
  shop_id: string | null
  invitation_id: string | null
  sign_up_id: string | null
  api_key_id: string | null
  attempts: number
  is_last: boolean
}

/**
 * Sends the mails to members about their accounts that are due. One that fails is tried again after one minute, then two, up to an hour, for a day. Its
 * Message-ID stays the same, except that of a mail with a token: each attempt contains another one.
 */
export async function sendAccountMails(app: WorkerApp): Promise<void> {
  while (!app.stopping.aborted) {
    const mail = await takeDueMail(app)
    if (!mail) break
    if (await deliver(app, mail)) await finish(app, mail)
  }
  const em = app.orm.em.fork()
  await em.execute(
    "delete from account_mail where try_at = 'infinity' and created_at < now() - interval '1 hour'",
  )
  await em.execute('select delete_old_sign_ups()')
}

/** The next due mail, which no other worker takes until its next attempt is due. */
async function takeDueMail(app: WorkerApp): Promise<AccountMail | undefined> {
  const [mail] = await app.orm.em.fork().execute<AccountMail[]>(
    `update account_mail set attempts = attempts + 1,
       try_at = now() + make_interval(mins => least(60, 2 ^ least(attempts, 10))::int)
     where id = (select id from account_mail where try_at <= now() order by try_at limit 1 for update skip locked)
     returning id, kind, recipient, language, shop_id, invitation_id, sign_up_id, api_key_id, attempts, created_at < now() - make_interval(hours => ?) as is_last`,
    [MAX_RETRY_HOURS],
  )
  return mail
}

/** Mails with a token are kept for an hour, because they limit how many follow. */
const finish = (app: WorkerApp, { id, kind }: AccountMail): Promise<unknown> =>
  app.orm.em
    .fork()
    .execute(
      hasToken(kind)
        ? "update account_mail set try_at = 'infinity' where id = ?"
        : 'delete from account_mail where id = ?',
      [id],
    )

/** Whether the mail needs no other attempt. */
async function deliver(app: WorkerApp, mail: AccountMail): Promise<boolean> {
  const { id, kind, recipient, attempts, is_last } = mail
  const content = await render(app, mail)
  if (!content) return true
  try {
    await app.mailer.send({
      messageId: `<${hasToken(kind) ? `${id}.${attempts}` : id}@${app.mailer.host}>`,
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

const hasToken = (kind: AccountMail['kind']): boolean =>
  kind === 'PASSWORD_RESET' || kind === 'INVITATION' || kind === 'SIGN_UP'

/** Null if nobody has the address for which a new password was requested, or if the invitation was accepted or revoked, or the sign-up has ended. */
async function render(app: WorkerApp, mail: AccountMail): Promise<MailContent | null> {
  const { kind, language } = mail
  const { portalUrl } = app.env
  if (kind === 'RECOVERY_CODE_USED') return recoveryCodeUsed(language, portalUrl)
  if (kind === 'PASSWORD_CHANGED') return passwordChanged(language, portalUrl)
  if (kind === 'API_KEY_CREATED') {
    const [created] = await app.orm.em
      .fork()
      .execute<CreatedApiKey[]>('select * from describe_api_key(?, ?)', [mail.shop_id, mail.api_key_id])
    return created ? apiKeyCreated(language, portalUrl, created) : null
  }
  const token = randomBytes(32).toString('base64url')
  const tokenHash = sha256(token).toString('hex')
  const em = app.orm.em.fork()
  if (kind === 'INVITATION') {
    const [started] = await em.execute<{ shop_name: string; invited_by_name: string | null; role: Role }[]>(
      "select * from start_invitation(?, ?, decode(?, 'hex'))",
      [mail.shop_id, mail.invitation_id, tokenHash],
    )
    if (!started) return null
    const { shop_name: shopName, invited_by_name: inviter, role } = started
    return invitation(language, portalUrl, { shopName, inviter, role, token })
  }
  if (kind === 'SIGN_UP') {
    const [started] = await em.execute<{ shop_name: string; slug: string }[]>(
      "select * from start_sign_up(?, decode(?, 'hex'))",
      [mail.sign_up_id, tokenHash],
    )
    return started
      ? signUp(language, portalUrl, { shopName: started.shop_name, slug: started.slug, token })
      : null
  }
  const [row] = await em.execute<{ started: boolean }[]>(
    "select start_password_reset(?, decode(?, 'hex')) as started",
    [mail.recipient, tokenHash],
  )
  return row?.started ? passwordReset(language, portalUrl, token) : null
}
