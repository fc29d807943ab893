import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { loadShippingSettings } from './load-shipping-settings.ts'
import { removeShippingMethod } from './remove-shipping-method.ts'
import { removeShippingZone } from './remove-shipping-zone.ts'
import { saveShippingMethod } from './save-shipping-method.ts'
import { saveShippingZone } from './save-shipping-zone.ts'
import { sortShippingMethods } from './sort-shipping-methods.ts'
import { testShipping } from './test-shipping.ts'
import {
  MerchantShippingMethodType,
  ShippingMethodInputType,
  ShippingSettingsType,
  ShippingTest,
  ShippingZoneInputType,
  ShippingZoneType,
  toMerchantMethod,
  toShippingSettings,
  toShippingZone,
} from './shipping-settings.type.ts'

const SaveShippingZonePayload = merchantPayload('SaveShippingZonePayload', { zone: () => ShippingZoneType })
const RemoveShippingZonePayload = merchantPayload('RemoveShippingZonePayload', {})
const SaveShippingMethodPayload = merchantPayload('SaveShippingMethodPayload', {
  method: () => MerchantShippingMethodType,
})
const RemoveShippingMethodPayload = merchantPayload('RemoveShippingMethodPayload', {})
const SortShippingMethodsPayload = merchantPayload('SortShippingMethodsPayload', {
  methods: () => [MerchantShippingMethodType],
})

const seenVersion = () =>
  Arg('version', () => Int, {
    nullable: true,
    description: 'The version that the member saw: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })

@Resolver()
export class ShippingSettingsResolver {
  @Query(() => ShippingSettingsType)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  async shippingSettings(@Ctx() ctx: MerchantContext): Promise<ShippingSettingsType> {
    return toShippingSettings(await loadShippingSettings(ctx), ctx.shop.currency)
  }

  @Query(() => ShippingTest)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  async testShipping(
    @Ctx() ctx: MerchantContext,
    @Arg('countryCode', () => String) countryCode: string,
    @Arg('weightGrams', () => Int) weightGrams: number,
    @Arg('value', () => Int, { description: 'Of the goods after discounts, in minor units.' }) value: number,
    @Arg('postalCode', () => String, { nullable: true }) postalCode?: string | null,
  ): Promise<ShippingTest> {
    const parcel = { countryCode, postalCode: postalCode ?? null, weightGrams, value }
    const { zoneName, methods } = await testShipping(ctx, parcel)
    return { zoneName, methods: methods.map((method) => toMerchantMethod(method, ctx.shop.currency)) }
  }

  @Mutation(() => SaveShippingZonePayload)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  saveShippingZone(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ShippingZoneInputType) input: ShippingZoneInputType,
  ) {
    return toPayload(ctx, SaveShippingZonePayload, async () => {
      const { zone } = await saveShippingZone(ctx, input)
      return { zone: toShippingZone(zone, ctx.shop.currency) }
    })
  }

  @Mutation(() => RemoveShippingZonePayload, { description: 'Removes the methods of the zone too.' })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  removeShippingZone(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID) id: string,
    @seenVersion() version?: number | null,
  ) {
    return toPayload(ctx, RemoveShippingZonePayload, () => removeShippingZone(ctx, { id, version }))
  }

  @Mutation(() => SaveShippingMethodPayload)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  saveShippingMethod(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ShippingMethodInputType) input: ShippingMethodInputType,
  ) {
    return toPayload(ctx, SaveShippingMethodPayload, async () => {
      const { method } = await saveShippingMethod(ctx, input)
      return { method: toMerchantMethod(method, ctx.shop.currency) }
    })
  }

  @Mutation(() => RemoveShippingMethodPayload)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  removeShippingMethod(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID) id: string,
    @seenVersion() version?: number | null,
  ) {
    return toPayload(ctx, RemoveShippingMethodPayload, () => removeShippingMethod(ctx, { id, version }))
  }

  @Mutation(() => SortShippingMethodsPayload)
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  sortShippingMethods(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], { description: 'Every method of the zone, or every pickup point, once.' })
    ids: string[],
    @Arg('zoneId', () => ID, { nullable: true }) zoneId?: string | null,
  ) {
    return toPayload(ctx, SortShippingMethodsPayload, async () => {
      const { methods } = await sortShippingMethods(ctx, { zoneId: zoneId ?? null, ids })
      return { methods: methods.map((method) => toMerchantMethod(method, ctx.shop.currency)) }
    })
  }
}
