import type { MerchantContext } from '../../app/context.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { reject } from '../../kernel/errors.ts'
import { rejectCardInText } from '../../kernel/read-text.ts'
import { trimInvisible } from '../../kernel/visible-text.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { addShopKey, shortKey } from './add-shop-key.ts'
import { selectShopKeys, type ShopKey } from './list-shop-keys.ts'

const MAX_NAME_LENGTH = 60

/** All keys, and what must be copied now: the secret is never shown again. */
export interface ShopKeyCreated {
  keys: ShopKey[]
  key: string
  secret: string
}

/**
 * Creates a publishable key and its secret for a frontend of the shop.
 *
 * @param input `name` says where the keys are used; may be empty
 * @throws OperationError TEXT_TOO_LONG, CARD_NUMBER_IN_TEXT, TOO_MANY_SHOP_KEYS
 */
export async function createShopKey(ctx: MerchantContext, input: { name: string }): Promise<ShopKeyCreated> {
  const name = trimInvisible(input.name)
  if (name.length > MAX_NAME_LENGTH) reject('TEXT_TOO_LONG', 'name')
  rejectCardInText(name, 'name')
  return inTransaction(ctx, async (tx) => {
    const pair = await addShopKey(tx, name)
    writeAudit(tx, { action: 'createShopKey', subject: shortKey(pair.key) })
    return { ...pair, keys: await selectShopKeys(tx) }
  })
}
