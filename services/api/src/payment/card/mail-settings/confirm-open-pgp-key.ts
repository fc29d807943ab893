import type { MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { CardMail } from './card-mail.type.ts'
import { changeCardMail } from './change-card-mail.ts'
import { hashKeyCode, MAX_TRIES } from './key-code.ts'

interface Unconfirmed {
  armored: string
  fingerprint: string
  code_id: string
  is_right: boolean
}

/**
 * Encrypts card mail to the unconfirmed key from now on, since the member could decrypt the code that was mailed.
 * @throws OPENPGP_CODE_WRONG; OPENPGP_CODE_EXPIRED after an hour, MAX_TRIES tries or a change of the address
 */
export async function confirmOpenPgpKey(
  ctx: MerchantContext,
  { code }: { code: string },
): Promise<{ cardMail: CardMail }> {
  const key = (await countTry(ctx, code)) ?? reject('OPENPGP_CODE_EXPIRED', 'code')
  if (!key.is_right) return reject('OPENPGP_CODE_WRONG', 'code')
  return changeCardMail(ctx, async (_stored, tx) => {
    const [deleted] = await tx.em.execute<object[]>(
      'delete from unconfirmed_openpgp_key where shop_id = ? and code_id = ? returning code_id',
      [tx.shop.id, key.code_id],
    )
    if (!deleted) return reject('OPENPGP_CODE_EXPIRED', 'code')
    return {
      set: { openpgp_key: key.armored, openpgp_fingerprint: key.fingerprint },
      action: 'confirmOpenPgpKey',
      subject: key.fingerprint,
    }
  })
}

/** In a transaction of its own, so that a wrong code is counted too. Null if no code can be entered any more. */
const countTry = (ctx: MerchantContext, code: string): Promise<Unconfirmed | undefined> =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<Unconfirmed[]>(
      `update unconfirmed_openpgp_key k set tries = tries + 1
       from shop s
       where k.shop_id = ? and s.id = k.shop_id and s.fragment_to = k.recipient
         and k.tries < ? and k.expires_at > now()
       returning k.armored, k.fingerprint, k.code_id, k.code_hash = decode(?, 'hex') as is_right`,
      [tx.shop.id, MAX_TRIES, hashKeyCode(code).toString('hex')],
    )
    return row
  })
