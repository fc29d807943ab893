import type { MerchantRequest } from '../app/context.ts'
import { inShop } from '../platform/db/orm.ts'

/**
 * Runs a query of a member in a shop in one read-only transaction on one connection, so that a page costs one transaction
 * whatever it shows, and merchants cannot take the connections that checkouts need.
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
