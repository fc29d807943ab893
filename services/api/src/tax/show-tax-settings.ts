import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { selectTaxSettings, taxSettingsVersion, type TaxSettings } from './load-tax-settings.ts'
import { isUnsure, ratedTerritories } from './rates.ts'
import { ratedTerritoryOf, shopRate } from './tax-of-destination.ts'
import { TaxCategory } from './tax-category.ts'
import { territoriesOfCountry, territoryOfCode, type TaxTerritory } from './tax-territory.ts'

/** Directive 2006/112/EC, art. 59c: net sales to consumers in other member states in a calendar year, in cents of euro. */
export const DISTANCE_SALES_THRESHOLD = 1_000_000

export interface ShownTaxSettings {
  settings: TaxSettings
  version: string
  territories: string[]
  /** Whether the place of establishment allows the one-stop shop. */
  isInUnion: boolean
  hasKnownRates: boolean
  /** Rates that apply in the shop's own territory today, in basis points. */
  rates: { category: TaxCategory; basisPoints: number; isUnsure: boolean }[]
  /** Categories of the shop's products that other member states may tax less than assumed; empty without the one-stop shop. */
  unsureElsewhere: { category: TaxCategory; territories: string[] }[]
  /** Net amounts in minor units, by calendar year of the shop's time zone. */
  distanceSales: { thisYear: number; lastYear: number }
}

/** Everything that the page of taxes shows. */
export const loadTaxSettings = (ctx: MerchantContext): Promise<ShownTaxSettings> =>
  inTransaction(ctx, async (tx) => showTaxSettings(tx, await selectTaxSettings(tx)))

async function showTaxSettings(
  tx: InTransaction<MerchantContext>,
  settings: TaxSettings,
): Promise<ShownTaxSettings> {
  const home = territoryOfCode(settings.territory)
  const rated = ratedTerritoryOf(home)
  const day = new Date().toISOString().slice(0, 10)
  return {
    settings,
    version: taxSettingsVersion(settings),
    territories: territoriesOfCountry(settings.country),
    isInUnion: home.isInUnion,
    hasKnownRates: rated !== null,
    rates: Object.values(TaxCategory).map((category) => ({
      category,
      basisPoints: settings.isSmallBusiness ? 0 : shopRate(settings, home, category, day),
      isUnsure: !settings.isSmallBusiness && rated !== null && isUnsure(rated, category),
    })),
    unsureElsewhere: settings.ossSince ? unsureOutside(home, await selectCategories(tx)) : [],
    distanceSales: await sumDistanceSales(tx),
  }
}

/** The tax categories of the shop's products. */
async function selectCategories(tx: InTransaction<MerchantContext>): Promise<TaxCategory[]> {
  const rows = await tx.em.execute<{ category: TaxCategory }[]>(
    'select distinct tax_category as category from variant where shop_id = ?',
    [tx.shop.id],
  )
  return rows.map(({ category }) => category)
}

/** Where in the Union, outside the home area, the rate of a category is not certain. */
const unsureOutside = (home: TaxTerritory, categories: readonly TaxCategory[]) =>
  categories
    .map((category) => ({
      category,
      territories: ratedTerritories.filter((code) => {
        const { area, isInUnion } = territoryOfCode(code)
        return isInUnion && area !== home.area && isUnsure(code, category)
      }),
    }))
    .filter(({ territories }) => territories.length > 0)

/** Paid sales that count towards the threshold; the index order_distance_sales holds them alone. */
async function sumDistanceSales(
  tx: InTransaction<MerchantContext>,
): Promise<{ thisYear: number; lastYear: number }> {
  const [row] = await tx.em.execute<{ thisYear: number; lastYear: number }[]>(
    `select coalesce(sum(net) filter (where placed_at >= year), 0)::float8 as "thisYear",
       coalesce(sum(net) filter (where placed_at < year), 0)::float8 as "lastYear"
     from (
       select o.placed_at, o.total - o.tax_total as net, date_trunc('year', now() at time zone s.time_zone) at time zone s.time_zone as year
       from shop s join "order" o on o.shop_id = s.id
       where s.id = ? and o.is_distance_sale and o.status = 'PAID'
         and o.placed_at >= (date_trunc('year', now() at time zone s.time_zone) - interval '1 year') at time zone s.time_zone
     ) sales`,
    [tx.shop.id],
  )
  return row ?? { thisYear: 0, lastYear: 0 }
}
