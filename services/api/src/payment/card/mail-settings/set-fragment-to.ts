import type { MerchantContext } from '../../../app/context.ts'
import { OperationError, type UserError } from '../../../kernel/errors.ts'
import { checkEmail } from '../../../order/check-email.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { loadCardMail } from './load-card-mail.ts'

/** Sets the address that receives the last six digits of later cards. @throws INVALID_EMAIL */
export async function setFragmentTo(
  ctx: MerchantContext,
  { email }: { email: string },
): Promise<{ cardMail: CardMail }> {
  const problems: UserError[] = []
  const fragmentTo = checkEmail(email, problems)
  if (problems.length > 0) throw new OperationError(...problems)
  if (fragmentTo === ctx.shop.fragmentTo) return { cardMail: await loadCardMail(ctx) }
  return changeCardMail(ctx, {
    set: { fragment_to: fragmentTo },
    action: 'setFragmentTo',
    subject: `${ctx.shop.fragmentTo} → ${fragmentTo}`,
  })
}
