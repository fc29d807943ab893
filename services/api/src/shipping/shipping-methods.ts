import type { CatalogShippingMethod } from '../catalog/catalog.ts'
import type { BuyerContext } from '../app/context.ts'
import { parseCountry } from '../kernel/countries.ts'

export const shipsTo = ({ countries }: { countries: string[] }, countryCode: string): boolean =>
  countries.length === 0 || countries.includes(countryCode)

/** How the shop ships to a country; none for what is no country. */
export async function shippingMethods(
  ctx: BuyerContext,
  { countryCode }: { countryCode: string },
): Promise<CatalogShippingMethod[]> {
  const country = parseCountry(countryCode)
  if (!country) return []
  const catalog = await ctx.app.catalogs.of(ctx.shop)
  return catalog.shippingMethods.filter((method) => shipsTo(method, country))
}
