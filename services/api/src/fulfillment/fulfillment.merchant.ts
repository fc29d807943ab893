import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MerchantOrder, toMerchantOrder } from '../order/merchant-order.type.ts'
import type { Order } from '../order/order.entity.ts'
import { findOrderOfParcel } from './find-order-of-parcel.ts'
import { changeParcel } from './change-parcel.ts'
import { listCarriers } from './list-carriers.ts'
import { markParcelDelivered } from './mark-parcel-delivered.ts'
import { markReadyForPickup } from './mark-ready-for-pickup.ts'
import { markShipped } from './mark-shipped.ts'
import { CarrierType, LineToShipInput } from './parcel.type.ts'
import { shipOrders } from './ship-orders.ts'
import { ShipOrderResultType, toShipOrderResult } from './ship-orders.type.ts'
import { shipParcel } from './ship-parcel.ts'
import { undoDelivery } from './undo-delivery.ts'
import { undoParcel } from './undo-parcel.ts'

const order = { type: () => MerchantOrder, description: 'As it is now; null if nothing was changed.' }
const ShipParcelPayload = merchantPayload('ShipParcelPayload', { order })
const MarkShippedPayload = merchantPayload('MarkShippedPayload', { order })
const ShipOrdersPayload = merchantPayload('ShipOrdersPayload', {
  results: { type: () => [ShipOrderResultType], description: 'One for each code, in their order.' },
})
const MarkReadyForPickupPayload = merchantPayload('MarkReadyForPickupPayload', { order })
const ChangeParcelPayload = merchantPayload('ChangeParcelPayload', { order })
const MarkParcelDeliveredPayload = merchantPayload('MarkParcelDeliveredPayload', { order })
const UndoDeliveryPayload = merchantPayload('UndoDeliveryPayload', { order })
const UndoParcelPayload = merchantPayload('UndoParcelPayload', { order })

const CARRIER = 'The code of one of `carriers`, or the name of any other.'
const TRACKING_URL = 'The tracking page, where it is not the carrier’s own.'
const NOTIFY_BUYER = 'Whether the buyer gets an email.'

const shown = async (operation: Promise<{ order: Order }>) => ({
  order: toMerchantOrder((await operation).order),
})

@Resolver()
export class FulfillmentResolver {
  @Query(() => [CarrierType], {
    description: 'Those that the shop has used come first, the last one before all others.',
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  carriers(@Ctx() ctx: MerchantContext): Promise<CarrierType[]> {
    return listCarriers(ctx)
  }

  @Mutation(() => ShipParcelPayload, { description: 'Ships some or all of a paid order in one parcel.' })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  shipParcel(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('lines', () => [LineToShipInput], {
      description: 'At least one: REQUIRED otherwise. Quantities of the same line are added up.',
    })
    lines: LineToShipInput[],
    @Arg('carrier', () => String, { nullable: true, description: CARRIER }) carrier?: string | null,
    @Arg('trackingNumber', () => String, {
      nullable: true,
      description:
        'Letters and digits, at most 35; spaces, hyphens and dots are left out. TRACKING_NUMBER_INVALID otherwise.',
    })
    trackingNumber?: string | null,
    @Arg('trackingUrl', () => String, { nullable: true, description: TRACKING_URL })
    trackingUrl?: string | null,
    @Arg('notifyBuyer', () => Boolean, { defaultValue: true, description: NOTIFY_BUYER }) notifyBuyer = true,
  ) {
    const input = { orderCode, lines, carrier, trackingNumber, trackingUrl, notifyBuyer }
    return toPayload(ctx, ShipParcelPayload, () => shown(shipParcel(ctx, input)))
  }

  @Mutation(() => MarkShippedPayload, {
    description: 'Ships all that is left of a paid order in one parcel, and emails the buyer.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  markShipped(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('carrier', () => String, {
      nullable: true,
      description: 'The code of one of `carriers`, or the name of any other: at most 500 characters.',
    })
    carrier?: string | null,
    @Arg('trackingUrl', () => String, {
      nullable: true,
      description:
        'The tracking page, where it is not the carrier’s own: http or https, at most 1,000 characters.',
    })
    trackingUrl?: string | null,
  ) {
    return toPayload(ctx, MarkShippedPayload, () =>
      shown(markShipped(ctx, { orderCode, carrier, trackingUrl })),
    )
  }

  @Mutation(() => ShipOrdersPayload, {
    description:
      'Ships all that is left of each order in one parcel. An order that is refused stops no other: `results` tell.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  shipOrders(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCodes', () => [String], { description: 'At most 100.' }) orderCodes: string[],
    @Arg('notifyBuyers', () => Boolean, {
      defaultValue: true,
      description: 'Whether each buyer gets an email.',
    })
    notifyBuyers = true,
  ) {
    return toPayload(ctx, ShipOrdersPayload, async () => {
      const results = await shipOrders(ctx, { orderCodes, notifyBuyers })
      return { results: results.map((result) => toShipOrderResult(result, ctx.language)) }
    })
  }

  @Mutation(() => MarkReadyForPickupPayload, {
    description: 'Sets aside all that is left of a paid order that the buyer collects in the shop.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  markReadyForPickup(
    @Ctx() ctx: MerchantContext,
    @Arg('orderCode', () => String, {
      description: '`MerchantOrder.code`: NOT_FOUND if the shop has no such order.',
    })
    orderCode: string,
    @Arg('notifyBuyer', () => Boolean, { defaultValue: true, description: NOTIFY_BUYER }) notifyBuyer = true,
  ) {
    const input = { orderCode, notifyBuyer }
    return toPayload(ctx, MarkReadyForPickupPayload, () => shown(markReadyForPickup(ctx, input)))
  }

  @Mutation(() => ChangeParcelPayload, {
    description:
      'Corrects how a parcel is sent. Emails nobody. After PARCEL_CHANGED_MEANWHILE, `order` has the parcel as it is stored.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  changeParcel(
    @Ctx() ctx: MerchantContext,
    @Arg('parcelId', () => ID, {
      description:
        '`MerchantParcel.id`: NOT_FOUND for a parcel that was undone, and PARCEL_NOT_SENT for one that is collected.',
    })
    parcelId: string,
    @Arg('carrier', () => String, { nullable: true, description: CARRIER }) carrier?: string | null,
    @Arg('trackingNumber', () => String, {
      nullable: true,
      description:
        'Letters and digits, at most 35; spaces, hyphens and dots are left out. TRACKING_NUMBER_INVALID otherwise.',
    })
    trackingNumber?: string | null,
    @Arg('trackingUrl', () => String, { nullable: true, description: TRACKING_URL })
    trackingUrl?: string | null,
    @Arg('version', () => Int, {
      nullable: true,
      description:
        'MerchantParcel.version as it was read: PARCEL_CHANGED_MEANWHILE if another one is stored. Without it, it is overwritten.',
    })
    version?: number | null,
  ) {
    const input = { parcelId, carrier, trackingNumber, trackingUrl, version }
    return toPayload(
      ctx,
      ChangeParcelPayload,
      () => shown(changeParcel(ctx, input)),
      async (errors) => {
        const isStale = errors.some(({ code }) => code === 'PARCEL_CHANGED_MEANWHILE')
        const stored = isStale ? await findOrderOfParcel(ctx, parcelId) : null
        return { order: stored && toMerchantOrder(stored) }
      },
    )
  }

  @Mutation(() => MarkParcelDeliveredPayload, {
    description: 'Records when the buyer received or collected a parcel, or corrects it.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  markParcelDelivered(
    @Ctx() ctx: MerchantContext,
    @Arg('parcelId', () => ID, {
      description: '`MerchantParcel.id`: NOT_FOUND for a parcel that was undone.',
    })
    parcelId: string,
    @Arg('at', () => DateTime, { nullable: true, description: 'Absent for now.' }) at?: Date | null,
    @Arg('notifyBuyer', () => Boolean, {
      defaultValue: true,
      description: 'Whether the buyer gets an email, unless it was collected or is corrected.',
    })
    notifyBuyer = true,
  ) {
    const input = { parcelId, at, notifyBuyer }
    return toPayload(ctx, MarkParcelDeliveredPayload, () => shown(markParcelDelivered(ctx, input)))
  }

  @Mutation(() => UndoDeliveryPayload, { description: 'Takes back that a parcel was delivered.' })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  undoDelivery(
    @Ctx() ctx: MerchantContext,
    @Arg('parcelId', () => ID, {
      description: '`MerchantParcel.id`: NOT_FOUND for a parcel that was undone.',
    })
    parcelId: string,
  ) {
    return toPayload(ctx, UndoDeliveryPayload, () => shown(undoDelivery(ctx, { parcelId })))
  }

  @Mutation(() => UndoParcelPayload, {
    description: 'Undoes a parcel that did not leave: its items can be shipped anew.',
  })
  @EntryPoint({ access: 'order.fulfill', rateLimit: 'member' })
  undoParcel(
    @Ctx() ctx: MerchantContext,
    @Arg('parcelId', () => ID, {
      description: '`MerchantParcel.id`: NOT_FOUND for a parcel that was undone.',
    })
    parcelId: string,
  ) {
    return toPayload(ctx, UndoParcelPayload, () => shown(undoParcel(ctx, { parcelId })))
  }
}
