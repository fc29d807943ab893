import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { ShippingMethodKind } from '../catalog/catalog.ts'
import { countryCodes } from '../kernel/countries.ts'
import { MEMBER_STATES, OVERSEAS_DEPARTMENTS } from '../tax/tax-territory.ts'
import { Money, money } from '../kernel/money.type.ts'
import type { ShippingMethod, ShippingSettings, ShippingZone } from './load-shipping-settings.ts'
import { ShippingMethodKindEnum } from './shipping-method.type.ts'

const UP_TO = 'Grams for BY_WEIGHT, minor units for BY_VALUE; null for every heavier or dearer parcel.'
const VERSION = 'The version that the change is based on; absent to overwrite whatever is stored.'

@ObjectType('ShippingTier', { description: 'The price of parcels up to a limit, which is included.' })
export class ShippingTierType {
  @Field(() => Int, { nullable: true, description: UP_TO })
  upTo!: number | null

  @Field(() => Money, { description: 'Including tax.' })
  price!: Money
}

@ObjectType('MerchantShippingMethod', {
  description: 'A way to deliver orders, or a place where buyers collect them.',
})
export class MerchantShippingMethodType {
  @Field(() => ID, {
    description: 'Never changes. Orders keep the name and the price of a method that was removed.',
  })
  id!: string

  @Field(() => String, { description: 'What buyers read at the choice: at most 100 characters.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'What buyers read of it, such as the delay; at most 300 characters, null for nothing.',
  })
  description!: string | null

  @Field(() => ShippingMethodKindEnum, { description: 'What its price depends on.' })
  kind!: ShippingMethodKind

  @Field(() => Money, { description: '0 where `tiers` say the price.' })
  price!: Money

  @Field(() => [ShippingTierType], {
    description: 'Ascending; of BY_WEIGHT and BY_VALUE. A parcel above the last limit is not taken.',
  })
  tiers!: ShippingTierType[]

  @Field(() => Money, {
    nullable: true,
    description: 'The value of the goods after discounts from which delivery is free.',
  })
  freeFrom!: Money | null

  @Field(() => String, {
    nullable: true,
    description: 'Where buyers collect orders: lines of text, at most 500 characters; null unless PICKUP.',
  })
  pickupAddress!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When buyers can collect orders, at most 500 characters; null unless PICKUP.',
  })
  openingHours!: string | null

  @Field(() => Boolean, { description: 'Whether buyers are offered it.' })
  enabled!: boolean

  @Field(() => Int, {
    description:
      'Increases with each change. To be sent with the next one, which then never overwrites another one unseen.',
  })
  version!: number
}

@ObjectType('ShippingZone', { description: 'Where some methods deliver.' })
export class ShippingZoneType {
  @Field(() => ID, { description: 'Never changes.' })
  id!: string

  @Field(() => String, { description: 'For members only: at most 100 characters.' })
  name!: string

  @Field(() => [String], {
    description: 'ISO 3166-1 alpha-2; empty means everywhere that no other zone names.',
  })
  countries!: string[]

  @Field(() => [String], {
    description: 'Beginnings of postcodes to which the only country is limited; empty means all of it.',
  })
  postalPrefixes!: string[]

  @Field(() => Int, {
    description:
      'Increases with each change. To be sent with the next one, which then never overwrites another one unseen.',
  })
  version!: number

  @Field(() => [MerchantShippingMethodType], { description: 'In the order in which buyers see them.' })
  methods!: MerchantShippingMethodType[]
}

@ObjectType('ShippingSettings', { description: 'How the shop delivers.' })
export class ShippingSettingsType {
  @Field(() => [ShippingZoneType], {
    description:
      'By name, the one for everywhere else last; an address belongs to the zone that names it most precisely.',
  })
  zones!: ShippingZoneType[]

  @Field(() => [MerchantShippingMethodType], { description: 'In the order in which buyers see them.' })
  pickupPoints!: MerchantShippingMethodType[]

  @Field(() => Int, { description: 'How many variants have no weight, and so count as 0 grams.' })
  variantsWithoutWeight!: number

  @Field(() => [String], { description: 'ISO 3166-1 alpha-2 codes of all countries that a zone may have.' })
  countryCodes!: readonly string[]

  @Field(() => [String], { description: 'Those of them that are member states of the European Union.' })
  memberStateCodes!: readonly string[]

  @Field(() => [String], { description: 'Those of them that are overseas departments of France.' })
  overseasDepartmentCodes!: readonly string[]
}

@ObjectType({ description: 'What buyers would be offered for a parcel.' })
export class ShippingTest {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the zone of the destination; null if there is none.',
  })
  zoneName!: string | null

  @Field(() => [MerchantShippingMethodType], { description: 'With the price for this parcel.' })
  methods!: MerchantShippingMethodType[]
}

@InputType('ShippingZoneInput', { description: 'Where some methods deliver.' })
export class ShippingZoneInputType {
  @Field(() => ID, { nullable: true, description: 'Of the zone to change; absent for a new one.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: VERSION })
  version?: number | null

  @Field(() => String, { description: 'For members only: at most 100 characters.' })
  name!: string

  @Field(() => [String], {
    description: 'ISO 3166-1 alpha-2; empty for everywhere that no other zone names.',
  })
  countries!: string[]

  @Field(() => [String], {
    nullable: true,
    description:
      'Beginnings of postcodes, at most 500, to which the only country is limited. Empty or absent: all of it.',
  })
  postalPrefixes?: string[] | null
}

@InputType('ShippingTierInput', { description: 'The price of parcels up to a limit, which is included.' })
export class ShippingTierInputType {
  @Field(() => Int, { nullable: true, description: UP_TO })
  upTo?: number | null

  @Field(() => Int, { description: 'Minor units, including tax.' })
  price!: number
}

@InputType('ShippingMethodInput', { description: 'Amounts in minor units, including tax.' })
export class ShippingMethodInputType {
  @Field(() => ID, { nullable: true, description: 'Of the method to change; absent for a new one.' })
  id?: string | null

  @Field(() => Int, { nullable: true, description: VERSION })
  version?: number | null

  @Field(() => ID, { nullable: true, description: 'Required except for PICKUP.' })
  zoneId?: string | null

  @Field(() => String, { description: 'What buyers read at the choice: at most 100 characters.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'What buyers read of it, such as the delay; at most 300 characters.',
  })
  description?: string | null

  @Field(() => ShippingMethodKindEnum, { description: 'It decides what else is required.' })
  kind!: ShippingMethodKind

  @Field(() => Int, { nullable: true, description: 'Required for FLAT; 0 for PICKUP if absent.' })
  price?: number | null

  @Field(() => [ShippingTierInputType], {
    nullable: true,
    description: 'Required for BY_WEIGHT and BY_VALUE.',
  })
  tiers?: ShippingTierInputType[] | null

  @Field(() => Int, {
    nullable: true,
    description: 'The value of the goods after discounts from which it is free: 1 or more. Null: never free.',
  })
  freeFrom?: number | null

  @Field(() => String, { nullable: true, description: 'Required for PICKUP.' })
  pickupAddress?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When buyers can collect orders; at most 500 characters, and ignored unless PICKUP.',
  })
  openingHours?: string | null

  @Field(() => Boolean, { nullable: true, description: 'True if absent.' })
  enabled?: boolean | null
}

export const toMerchantMethod = (method: ShippingMethod, currency: string): MerchantShippingMethodType => ({
  ...method,
  price: money(method.price, currency),
  tiers: method.tiers.map(({ upTo, price }) => ({ upTo, price: money(price, currency) })),
  freeFrom: method.freeFrom === null ? null : money(method.freeFrom, currency),
})

export const toShippingZone = (zone: ShippingZone, currency: string): ShippingZoneType => ({
  ...zone,
  methods: zone.methods.map((method) => toMerchantMethod(method, currency)),
})

export const toShippingSettings = (settings: ShippingSettings, currency: string): ShippingSettingsType => ({
  zones: settings.zones.map((zone) => toShippingZone(zone, currency)),
  pickupPoints: settings.pickupPoints.map((method) => toMerchantMethod(method, currency)),
  variantsWithoutWeight: settings.variantsWithoutWeight,
  countryCodes,
  memberStateCodes: [...MEMBER_STATES],
  overseasDepartmentCodes: [...OVERSEAS_DEPARTMENTS],
})
