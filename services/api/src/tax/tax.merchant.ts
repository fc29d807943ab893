import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { toConnection } from '../kernel/connection.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { money } from '../kernel/money.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { changeTaxSettings } from './change-tax-settings.ts'
import { listVatChecks } from './list-vat-checks.ts'
import { recordVatCheck } from './record-vat-check.ts'
import { removeVatCheck } from './remove-vat-check.ts'
import { DISTANCE_SALES_THRESHOLD, loadTaxSettings } from './show-tax-settings.ts'
import type { TaxCategory } from './tax-category.ts'
import {
  ChangeTaxSettingsInputType,
  PriceMode,
  RecordVatCheckInputType,
  TaxSettingsType,
  VatCheckConnection,
  VatCheckType,
} from './tax-settings.type.ts'

const ChangeTaxSettingsPayload = merchantPayload('ChangeTaxSettingsPayload', {
  settings: { type: () => TaxSettingsType, description: 'As they are now; null if they were not changed.' },
})
const RecordVatCheckPayload = merchantPayload('RecordVatCheckPayload', {
  vatCheck: {
    type: () => VatCheckType,
    description: 'As it is stored, in place of an older check of the same number; null if it was not.',
  },
})
const RemoveVatCheckPayload = merchantPayload('RemoveVatCheckPayload', {
  removedId: { type: () => ID, description: '`VatCheck.id`; null if nothing was removed.' },
})

@Resolver()
export class TaxSettingsResolver {
  @Query(() => TaxSettingsType, {
    description: 'What the shop declares about its VAT, and the rates that follow from it.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async taxSettings(@Ctx() ctx: MerchantContext): Promise<TaxSettingsType> {
    const { settings, distanceSales, ...shown } = await loadTaxSettings(ctx)
    const { currency } = ctx.shop
    return {
      ...shown,
      territory: settings.territory,
      isSmallBusiness: settings.isSmallBusiness,
      ossSince: settings.ossSince,
      priceMode: PriceMode[settings.priceMode],
      ownRates: Object.entries(settings.rates).map(([category, basisPoints]) => ({
        category: category as TaxCategory,
        basisPoints,
      })),
      distanceSales: {
        thisYear: money(distanceSales.thisYear, currency),
        lastYear: money(distanceSales.lastYear, currency),
        threshold: currency === 'EUR' ? money(DISTANCE_SALES_THRESHOLD, currency) : null,
      },
    }
  }

  @Query(() => VatCheckConnection, { description: 'Newest first.' })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  async vatChecks(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 25,
      description: '1 to 100: BAD_USER_INPUT otherwise.',
    })
    first?: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<VatCheckConnection> {
    return toConnection(await listVatChecks(ctx, { first: first ?? 25, after }), (check) => check)
  }

  @Mutation(() => ChangeTaxSettingsPayload, {
    description:
      'Orders that are placed afterwards follow it. TAX_TERRITORY_NOT_OF_COUNTRY, OSS_NOT_AVAILABLE and TAX_RATE_INVALID, all at once.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeTaxSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeTaxSettingsInputType, { description: 'All of them.' })
    input: ChangeTaxSettingsInputType,
  ) {
    return toPayload(ctx, ChangeTaxSettingsPayload, async () => {
      await changeTaxSettings(ctx, input)
      return { settings: await this.taxSettings(ctx) }
    })
  }

  @Mutation(() => RecordVatCheckPayload, {
    description:
      'Orders with this VAT number, placed afterwards, carry no VAT when they go to another member state.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  recordVatCheck(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => RecordVatCheckInputType, { description: 'What VIES answered.' })
    input: RecordVatCheckInputType,
  ) {
    return toPayload(ctx, RecordVatCheckPayload, async () => ({ vatCheck: await recordVatCheck(ctx, input) }))
  }

  @Mutation(() => RemoveVatCheckPayload, {
    description:
      'Orders with this number that are placed afterwards carry VAT again; earlier ones stay as they are.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  removeVatCheck(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description:
        '`VatCheck.id`: NOT_FOUND if it was removed, or replaced by a newer check of the same number.',
    })
    id: string,
  ) {
    return toPayload(ctx, RemoveVatCheckPayload, async () => ({
      removedId: (await removeVatCheck(ctx, { id })).id,
    }))
  }
}
