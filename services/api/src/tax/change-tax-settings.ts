import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { clampDayToYearOne } from '../kernel/clamp-to-year-one.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import type { PriceMode } from '../pricing/tax-at-destination.ts'
import { selectTaxSettings, taxSettingsVersion, type TaxSettings } from './load-tax-settings.ts'
import { TaxCategory } from './tax-category.ts'
import { ratedTerritoryOf } from './tax-of-destination.ts'
import { territoriesOfCountry, territoryOfCode } from './tax-territory.ts'

export interface ChangeTaxSettingsInput {
  territory: string
  isSmallBusiness: boolean
  /** ISO date; null: the shop charges its own VAT to consumers in other member states. */
  ossSince?: string | null
  priceMode: PriceMode
  /** In basis points; a category that is left out has no rate of the shop's own. */
  ownRates: { category: TaxCategory; basisPoints: number }[]
  version?: string | null
}

/**
 * Changes what the shop declares about its VAT. Orders that are placed afterwards follow it.
 * @throws OperationError with every TAX_TERRITORY_NOT_OF_COUNTRY, OSS_NOT_AVAILABLE and TAX_RATE_INVALID, or SETTINGS_CHANGED_MEANWHILE
 */
export async function changeTaxSettings(
  ctx: MerchantContext,
  input: ChangeTaxSettingsInput,
): Promise<TaxSettings> {
  return inTransaction(ctx, async (tx) => {
    const before = await selectTaxSettings(tx, 'for no key update')
    const problems = problemsOf(input, before.country)
    if (problems.length > 0) throw new OperationError(...problems)
    const settings: TaxSettings = {
      country: before.country,
      territory: input.territory,
      isSmallBusiness: input.isSmallBusiness,
      ossSince: input.ossSince ? clampDayToYearOne(input.ossSince) : null,
      priceMode: input.priceMode,
      rates: Object.fromEntries(input.ownRates.map(({ category, basisPoints }) => [category, basisPoints])),
    }
    const changes = describeChanges(toAudit(before), toAudit(settings), AUDITED)
    if (changes === '') return before
    if (input.version && input.version !== taxSettingsVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute(
      `update shop set tax_territory = ?, is_small_business = ?, oss_since = ?::date, price_mode = ?, tax_rates = ?::jsonb where id = ?`,
      [
        settings.territory === settings.country ? null : settings.territory,
        settings.isSmallBusiness,
        settings.ossSince,
        settings.priceMode,
        JSON.stringify(settings.rates),
        tx.shop.id,
      ],
    )
    writeAudit(tx, { action: 'changeTaxSettings', subject: changes })
    return settings
  })
}

function problemsOf(input: ChangeTaxSettingsInput, country: string): UserError[] {
  const problems: UserError[] = []
  if (!territoriesOfCountry(country).includes(input.territory))
    problems.push({ code: 'TAX_TERRITORY_NOT_OF_COUNTRY', field: ['territory'] })
  const home = territoryOfCode(input.territory)
  if (input.ossSince && (input.isSmallBusiness || !home.isInUnion))
    problems.push({ code: 'OSS_NOT_AVAILABLE', field: ['ossSince'] })
  const hasKnownRates = ratedTerritoryOf(home) !== null
  for (const [index, { category, basisPoints }] of input.ownRates.entries()) {
    const isOwn = !hasKnownRates || category === TaxCategory.OTHER
    if (!isOwn || basisPoints < 0 || basisPoints > 10_000)
      problems.push({ code: 'TAX_RATE_INVALID', field: ['ownRates', String(index), 'basisPoints'] })
  }
  return problems
}

const AUDITED = [
  'territory',
  'isSmallBusiness',
  'ossSince',
  'priceMode',
  ...Object.values(TaxCategory),
] as const

/** The settings with the shop's own rates side by side, for the audit log. */
const toAudit = ({
  rates,
  ...settings
}: TaxSettings): Partial<Record<(typeof AUDITED)[number], unknown>> => ({
  ...settings,
  ...rates,
})
