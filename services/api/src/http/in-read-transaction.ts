import type { MerchantRequest } from '../app/context.ts'
import { inShop } from '../platform/db/orm.ts'

/**
 * Runs a member's query in a shop in one read-only transaction on one connection, so that every page takes one
 * transaction.
 */
export const inReadTransaction = <T>(
  request: MerchantRequest,
  run: (request: MerchantRequest) => Promise<T>,
): Promise<T> =>
  request.member && request.membership
    ? inShop(
        request.app.orm,
        request.membership.shop.id,
        (readTransaction) => run({ ...request, readTransaction }),
        { readOnly: true },
      )
    : run(request)
