import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'

@ObjectType('ParcelLine', { description: 'An item of an order that is in a parcel.' })
export class ParcelLineType {
  @Field(() => String, { description: 'As the product was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As the variant was named when it was ordered.' })
  variantName!: string

  @Field(() => String, { description: 'The merchant’s number of the variant.' })
  sku!: string

  @Field(() => Int, { description: 'How many of them are in this parcel.' })
  quantity!: number
}

@ObjectType('Parcel', { description: 'What left the shop, or waits there to be collected.' })
export class ParcelType {
  @Field(() => ID, { description: 'Of the parcel.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'The name of the carrier.' })
  carrier!: string | null

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'As the carrier gave it; null without one.' })
  trackingNumber!: string | null

  @PersonalData()
  @Field(() => String, { nullable: true, description: 'The page that shows where the parcel is.' })
  trackingUrl!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where the buyer collects it; null for a parcel that is sent.',
  })
  pickupAddress!: string | null

  @Field(() => String, { nullable: true, description: 'When the buyer can collect it.' })
  openingHours!: string | null

  @Field(() => DateTime, { description: 'When it was sent, or was ready to be collected.' })
  shippedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When the buyer received or collected it.' })
  deliveredAt!: Date | null

  @Field(() => [ParcelLineType], { description: 'In the order of the order’s lines.' })
  lines!: ParcelLineType[]
}

@ObjectType('MerchantParcel', { description: 'What left the shop, or waits there to be collected.' })
export class MerchantParcelType extends ParcelType {
  @Field(() => String, { nullable: true, description: 'As in `carriers`; null for any other carrier.' })
  carrierCode!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the member or the API key that recorded it; null for parcels recorded before December 2026.',
  })
  shippedBy!: string | null

  @Field(() => Int, { description: 'For `changeParcel`: increases with each correction.' })
  version!: number
}

@ObjectType('ShippableLine', { description: 'A line of an order, and how much of it is in no parcel yet.' })
export class ShippableLineType {
  @Field(() => ID, { description: 'For `shipParcel`.' })
  id!: string

  @Field(() => String, { description: 'As it was named when it was ordered.' })
  productName!: string

  @Field(() => String, { description: 'As it was named when it was ordered.' })
  variantName!: string

  @Field(() => String, {
    description: 'The merchant’s number of the variant, as it was when it was ordered.',
  })
  sku!: string

  @Field(() => Int, { description: 'How many the buyer ordered.' })
  ordered!: number

  @Field(() => Int, {
    description: 'How many are still to ship: in no parcel, and not refunded before they left.',
  })
  remaining!: number
}

@InputType('LineToShip', { description: 'How much of a line goes into the parcel.' })
export class LineToShipInput {
  @Field(() => ID, { description: 'Of a line of `MerchantOrder.shippableLines`.' })
  lineId!: string

  @Field(() => Int, { description: 'At least 1, and at most `ShippableLine.remaining`: QUANTITY_NOT_LEFT.' })
  quantity!: number
}

@ObjectType('Carrier', { description: 'A company that brings parcels.' })
export class CarrierType {
  @Field(() => String, { nullable: true, description: 'Null for a carrier that only this shop has named.' })
  code!: string | null

  @Field(() => String, { description: 'As buyers see it in the mail about the parcel.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description:
      'Its tracking page, with `{number}` in place of the tracking number and `{postalCode}` in place of the postcode of the delivery.',
  })
  trackingUrl!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When the shop last sent a parcel with it.' })
  lastUsedAt!: Date | null
}
