import type { MerchantContext } from '../../app/context.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import { PRODUCT_VERSION } from '../../platform/product-version.ts'
import { selectBusiness } from '../../shop/business/load-business-identity.ts'

/** What the attestation of art. 286, I, 3° bis CGI names. Empty or null: to be filled in by hand. */
export interface LedgerAttestation {
  publisher: string
  productVersion: string
  companyName: string | null
  companyNumber: string | null
  companyAddress: string | null
  /** When the ledger begins. */
  usedSince: Date | null
}

/** The values of the attestation; null for a shop that is not established in France. */
export function loadAttestation(ctx: MerchantContext): Promise<LedgerAttestation | null> {
  if (ctx.shop.country !== 'FR') return Promise.resolve(null)
  return inTransaction(ctx, async (tx) => {
    const { identity } = await selectBusiness(tx)
    const [first] = await tx.em.execute<{ at: string }[]>(
      'select at from ledger_entry where shop_id = ? order by sequence limit 1',
      [tx.shop.id],
    )
    return {
      publisher: tx.app.env.softwarePublisher,
      productVersion: PRODUCT_VERSION,
      companyName: identity?.legalName ?? null,
      companyNumber: identity?.registrationNumber ?? null,
      companyAddress: identity && `${identity.line1}, ${identity.postalCode} ${identity.city}`,
      usedSince: first ? new Date(first.at) : null,
    }
  })
}
