import type { MerchantContext } from '../../../app/context.ts'
import { checkEmail } from '../../../kernel/check-email.ts'
import { OperationError, reject, type UserError } from '../../../kernel/errors.ts'
import { versionOf } from '../../../platform/crypto/version-of.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'

/**
 * Sets the address that receives the last six digits of later cards.
 *
 * @param input `version` of the address that the change is based on; absent or null to overwrite whatever is stored
 * @throws OperationError INVALID_EMAIL, CARD_NUMBER_IN_TEXT or SETTINGS_CHANGED_MEANWHILE
 */
export async function setFragmentTo(
  ctx: MerchantContext,
  { email, version }: { email: string; version?: string | null },
): Promise<{ cardMail: CardMail }> {
  const problems: UserError[] = []
  const fragmentTo = checkEmail(email, problems)
  if (problems.length > 0) throw new OperationError(...problems)
  return changeCardMail(ctx, ({ fragmentTo: stored }) => {
    if (stored === fragmentTo) return null
    if (version && version !== versionOf(stored)) return reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    return {
      set: { fragment_to: fragmentTo },
      action: 'setFragmentTo',
      subject: `${stored} → ${fragmentTo}`,
    }
  })
}
