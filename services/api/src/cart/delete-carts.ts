import type { ShopContext } from '../app/context.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { cartKeys } from './stored-cart.ts'

/** Deletes the carts of visitors, whatever is in them. A failure is only logged: carts hold no name, and end by themselves. */
export async function deleteCarts({ app, shop }: ShopContext, visitors: readonly string[]): Promise<void> {
  try {
    await Promise.all(visitors.map((visitor) => app.redis.del(cartKeys(shop.id, visitor).cart)))
  } catch (error) {
    reportFailure(app.log, 'after-commit', error, {}, 'The carts of an erased buyer could not be deleted')
  }
}
