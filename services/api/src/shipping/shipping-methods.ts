import type { CatalogShippingMethod } from '../catalog/catalog.ts'
import type { BuyerContext } from '../app/context.ts'
import { parseCountry } from '../kernel/countries.ts'

/** Whether a method ships to an ISO 3166-1 alpha-2 country; a method without countries ships everywhere. */
export const shipsTo = ({ countries }: { countries: string[] }, countryCode: string): boolean =>
  countries.length === 0 || countries.includes(countryCode)

/** The shop's shipping methods for a country; empty for an unknown country code. */
export async function shippingMethods(
  ctx: BuyerContext,
  { countryCode }: { countryCode: string },
): Promise<CatalogShippingMethod[]> {
  const country = parseCountry(countryCode)
  if (!country) return []
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  return catalog.shippingMethods.filter((method) => shipsTo(method, country))
}
