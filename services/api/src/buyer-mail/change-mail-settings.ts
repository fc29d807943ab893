import { containsCardNumber } from '@triclic/card-core/text'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { checkEmail } from '../kernel/check-email.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { hasLetterOrDigit, trimInvisible } from '../kernel/visible-text.ts'
import { DEFAULT_SETTINGS, selectMailSettings, type MailSettings } from '../mail/texts/mail-wording.ts'
import { versionOf } from '../platform/crypto/version-of.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { isAsciiLocalPart } from '../platform/smtp/mailer.ts'
import { problemOf } from './check-mail-text.ts'

export interface MailSettingsInput {
  senderName?: string | null
  replyTo?: string | null
  footerEn: string
  footerFr: string
}

const MAX_NAME = 60
const MAX_FOOTER = 1000

/** What has a meaning in a header of a mail, or hides what follows: a sender could pass for another one. */
const UNSAFE_IN_NAME = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}<>()[\],;:@\\"]/u

export const mailSettingsVersion = ({ senderName, replyTo, footers }: MailSettings): string =>
  versionOf(senderName, replyTo, footers.en, footers.fr)

export const loadMailSettings = (ctx: MerchantContext): Promise<MailSettings> =>
  inTransaction(ctx, selectSettings)

export async function selectSettings({ em, shop }: InTransaction<MerchantContext>): Promise<MailSettings> {
  const [row] = await em.execute<{ settings: MailSettings | null }[]>(
    `select ${selectMailSettings('id')} as settings from shop where id = ?`,
    [shop.id],
  )
  return row?.settings ?? DEFAULT_SETTINGS
}

/** Makes simultaneous changes of a shop's mails wait for each other. Orders do not wait for it. */
export async function lockMails({ em, shop }: InTransaction<MerchantContext>): Promise<void> {
  await em.execute('select id from shop where id = ? for no key update', [shop.id])
}

/**
 * Changes the sender, the address for answers and the footers of all mails to buyers.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError SENDER_NAME_INVALID, INVALID_EMAIL, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED and MAIL_LINK_INSECURE, all at once, or
 *   SETTINGS_CHANGED_MEANWHILE
 */
export async function changeMailSettings(
  ctx: MerchantContext,
  { version, ...input }: MailSettingsInput & { version?: string | null },
): Promise<MailSettings> {
  const settings = checkMailSettings(input)
  return inTransaction(ctx, async (tx) => {
    await lockMails(tx)
    const before = await selectSettings(tx)
    const changes = describe(before, settings)
    if (!changes) return settings
    if (version && version !== mailSettingsVersion(before)) reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute(
      `insert into mail_settings (shop_id, sender_name, reply_to, footer_en, footer_fr) values (?, ?, ?, ?, ?)
       on conflict (shop_id) do update set sender_name = excluded.sender_name, reply_to = excluded.reply_to,
         footer_en = excluded.footer_en, footer_fr = excluded.footer_fr`,
      [tx.shop.id, settings.senderName, settings.replyTo, settings.footers.en, settings.footers.fr],
    )
    writeAudit(tx, { action: 'changeMailSettings', subject: changes })
    return settings
  })
}

/** For the audit log, which tells that a footer changed, but not its text. Empty if nothing did. */
const describe = (before: MailSettings, after: MailSettings): string =>
  [
    describeChanges(before, after, ['senderName', 'replyTo']),
    ...(before.footers.en === after.footers.en ? [] : ['footerEn']),
    ...(before.footers.fr === after.footers.fr ? [] : ['footerFr']),
  ]
    .filter(Boolean)
    .join('; ')

function checkMailSettings(input: MailSettingsInput): MailSettings {
  const problems: UserError[] = []
  const footer = (name: 'footerEn' | 'footerFr'): string => {
    const text = trimInvisible(input[name])
    const code = problemOf(text, MAX_FOOTER)
    if (code) problems.push({ code, field: [name] })
    return text
  }
  const settings = {
    senderName: checkSenderName(input.senderName, problems),
    replyTo: checkReplyTo(input.replyTo, problems),
    footers: { en: footer('footerEn'), fr: footer('footerFr') },
  }
  if (problems.length > 0) throw new OperationError(...problems)
  return settings
}

function checkSenderName(value: string | null | undefined, problems: UserError[]): string | null {
  const name = value?.trim() ?? ''
  if (name === '') return null
  const field = ['senderName']
  if (name.length > MAX_NAME) problems.push({ code: 'TEXT_TOO_LONG', field })
  else if (containsCardNumber(name)) problems.push({ code: 'CARD_NUMBER_NOT_ALLOWED', field })
  else if (UNSAFE_IN_NAME.test(name) || !hasLetterOrDigit(name))
    problems.push({ code: 'SENDER_NAME_INVALID', field })
  return name
}

/** Only an address that every mail server can write. */
function checkReplyTo(value: string | null | undefined, problems: UserError[]): string | null {
  const text = value?.trim() ?? ''
  if (text === '') return null
  const field = ['replyTo']
  if (containsCardNumber(text)) {
    problems.push({ code: 'CARD_NUMBER_NOT_ALLOWED', field })
    return text
  }
  const address = checkEmail(text, problems, 'replyTo')
  if (!problems.some((problem) => problem.field?.[0] === 'replyTo') && !isAsciiLocalPart(address))
    problems.push({ code: 'INVALID_EMAIL', field })
  return address
}
