import type { ShopContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { parseViesNumber } from '../kernel/vat-number.ts'

/** The recorded check of a VAT number; null if there is none, or the text is no VAT number. `country` is its member state. */
export async function findVatCheck(ctx: ShopContext, text: string): Promise<{ country: string } | null> {
  const vatNumber = parseViesNumber(text)
  if (!vatNumber) return null
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.em.execute<{ country: string }[]>(
      'select country from vat_check where shop_id = ? and number = ?',
      [tx.shop.id, vatNumber.number],
    )
    return row ?? null
  })
}
