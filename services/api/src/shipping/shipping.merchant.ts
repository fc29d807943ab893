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

const SaveShippingZonePayload = merchantPayload('SaveShippingZonePayload', {
  zone: {
    type: () => ShippingZoneType,
    description: 'As it is stored, with its methods; null if it was not.',
  },
})
const RemoveShippingZonePayload = merchantPayload('RemoveShippingZonePayload', {})
const SaveShippingMethodPayload = merchantPayload('SaveShippingMethodPayload', {
  method: { type: () => MerchantShippingMethodType, description: 'As it is stored; null if it was not.' },
})
const RemoveShippingMethodPayload = merchantPayload('RemoveShippingMethodPayload', {})
const SortShippingMethodsPayload = merchantPayload('SortShippingMethodsPayload', {
  methods: {
    type: () => [MerchantShippingMethodType],
    description: 'In their new order; null if it was not changed.',
  },
})

const seenVersion = () =>
  Arg('version', () => Int, {
    nullable: true,
    description: 'The version that the member saw: SETTINGS_CHANGED_MEANWHILE if another one is stored.',
  })

@Resolver()
export class ShippingSettingsResolver {
  @Query(() => ShippingSettingsType, {
    description: 'Zones, methods and pickup points, with what a form needs to change them.',
  })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  async shippingSettings(@Ctx() ctx: MerchantContext): Promise<ShippingSettingsType> {
    return toShippingSettings(await loadShippingSettings(ctx), ctx.shop.currency)
  }

  @Query(() => ShippingTest, { description: 'What buyers would be offered for such a parcel.' })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  async testShipping(
    @Ctx() ctx: MerchantContext,
    @Arg('countryCode', () => String, { description: 'ISO 3166-1 alpha-2 code of the destination.' })
    countryCode: string,
    @Arg('weightGrams', () => Int, { description: 'Of all goods together.' }) weightGrams: number,
    @Arg('value', () => Int, { description: 'Of the goods after discounts, in minor units.' }) value: number,
    @Arg('postalCode', () => String, {
      nullable: true,
      description: 'Of the destination; needed where zones are limited to postcodes.',
    })
    postalCode?: string | null,
  ): Promise<ShippingTest> {
    const parcel = { countryCode, postalCode: postalCode ?? null, weightGrams, value }
    const { zoneName, methods } = await testShipping(ctx, parcel)
    return { zoneName, methods: methods.map((method) => toMerchantMethod(method, ctx.shop.currency)) }
  }

  @Mutation(() => SaveShippingZonePayload, {
    description:
      'Creates a zone, or changes its name and what it covers. ZONE_OVERLAPS if another zone names the same place; COUNTRY_UNKNOWN, POSTAL_CODE_INVALID and POSTAL_CODES_NEED_ONE_COUNTRY, all at once.',
  })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  saveShippingZone(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ShippingZoneInputType, { description: 'The zone, without its methods.' })
    input: ShippingZoneInputType,
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
    @Arg('id', () => ID, { description: '`ShippingZone.id`: NOT_FOUND if the shop has no such zone.' })
    id: string,
    @seenVersion() version?: number | null,
  ) {
    return toPayload(ctx, RemoveShippingZonePayload, () => removeShippingZone(ctx, { id, version }))
  }

  @Mutation(() => SaveShippingMethodPayload, {
    description:
      'Creates a method or a place to collect orders, or changes all of one: what is absent is removed. REQUIRED, AMOUNT_INVALID, TIERS_NOT_ASCENDING and NOT_FOUND, all at once.',
  })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  saveShippingMethod(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ShippingMethodInputType, { description: 'The method.' })
    input: ShippingMethodInputType,
  ) {
    return toPayload(ctx, SaveShippingMethodPayload, async () => {
      const { method } = await saveShippingMethod(ctx, input)
      return { method: toMerchantMethod(method, ctx.shop.currency) }
    })
  }

  @Mutation(() => RemoveShippingMethodPayload, {
    description: 'Buyers are no longer offered it; orders keep its name and price.',
  })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  removeShippingMethod(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, {
      description: '`MerchantShippingMethod.id`: NOT_FOUND if the shop has no such method.',
    })
    id: string,
    @seenVersion() version?: number | null,
  ) {
    return toPayload(ctx, RemoveShippingMethodPayload, () => removeShippingMethod(ctx, { id, version }))
  }

  @Mutation(() => SortShippingMethodsPayload, {
    description:
      'Sets the order in which buyers see the methods of a zone, or the pickup points. NOT_FOUND unless all of them are named, once each.',
  })
  @EntryPoint({ access: 'shipping.write', rateLimit: 'member' })
  sortShippingMethods(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], { description: 'Every method of the zone, or every pickup point, once.' })
    ids: string[],
    @Arg('zoneId', () => ID, {
      nullable: true,
      description: '`ShippingZone.id`; null for the pickup points.',
    })
    zoneId?: string | null,
  ) {
    return toPayload(ctx, SortShippingMethodsPayload, async () => {
      const { methods } = await sortShippingMethods(ctx, { zoneId: zoneId ?? null, ids })
      return { methods: methods.map((method) => toMerchantMethod(method, ctx.shop.currency)) }
    })
  }
}
