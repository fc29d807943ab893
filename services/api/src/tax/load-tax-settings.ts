import type { InTransaction, MerchantContext } from '../app/context.ts'
import { versionOf } from '../platform/crypto/version-of.ts'
import type { ShopTax } from './tax-of-destination.ts'

/** What a shop declares about its VAT; `country` is its ISO 3166-1 alpha-2 code. */
export interface TaxSettings extends ShopTax {
  country: string
}

export const taxSettingsVersion = ({
  territory,
  isSmallBusiness,
  ossSince,
  priceMode,
  rates,
}: ShopTax): string =>
  versionOf(
    territory,
    String(isSmallBusiness),
    ossSince,
    priceMode,
    JSON.stringify(Object.entries(rates).sort(([a], [b]) => (a < b ? -1 : 1))),
  )

/** Reads the settings in a transaction; `for no key update` locks the row against simultaneous changes. */
export async function selectTaxSettings(
  tx: InTransaction<MerchantContext>,
  lock: '' | 'for no key update' = '',
): Promise<TaxSettings> {
  const [row] = await tx.em.execute<TaxSettings[]>(
    `select country, coalesce(tax_territory, country) as territory, is_small_business as "isSmallBusiness",
       oss_since::text as "ossSince", price_mode as "priceMode", tax_rates as rates
     from shop where id = ? ${lock}`,
    [tx.shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return row
}
