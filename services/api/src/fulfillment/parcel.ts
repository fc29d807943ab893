import { carrierOf, trackingPage } from './carriers.ts'

export interface ParcelContent {
  productName: string
  variantName: string
  sku: string
  quantity: number
}

/** A parcel as members and its buyer see it. */
export interface Parcel {
  orderId: string
  id: string
  /** Counts its corrections from 1. */
  version: number
  /** Null for a carrier that is not in carriers.ts. */
  carrierCode: string | null
  /** The carrier's name. */
  carrier: string | null
  trackingNumber: string | null
  /** The page that a member entered, or else the carrier's. */
  trackingUrl: string | null
  /** Null for a parcel that is sent. */
  pickupAddress: string | null
  openingHours: string | null
  /** When it left, or was ready to be collected. */
  shippedAt: Date
  deliveredAt: Date | null
  /** The name of the member or the API key that recorded it; null for parcels of before this was stored. */
  shippedBy: string | null
  /** In the order of the cart. */
  lines: ParcelContent[]
}

export interface ParcelRow extends Omit<Parcel, 'carrier' | 'shippedAt' | 'deliveredAt'> {
  carrierName: string | null
  postalCode: string | null
  /** As PostgreSQL writes them. */
  shippedAt: string
  deliveredAt: string | null
}

/** Selects the parcels `p`, as JSON where `condition` goes on. Its first parameter is the shop. */
export const selectParcels = (condition: string): string => `
  select p.order_id as "orderId", p.id, p.version, p.carrier_code as "carrierCode", p.carrier_name as "carrierName", p.tracking_number as "trackingNumber",
    p.tracking_url as "trackingUrl", p.pickup_address as "pickupAddress", p.opening_hours as "openingHours", p.shipped_at as "shippedAt",
    p.delivered_at as "deliveredAt", p.shipped_by_name as "shippedBy", o.shipping_address->>'postalCode' as "postalCode", (
      select coalesce(json_agg(json_build_object('productName', l.product_name, 'variantName', l.variant_name, 'sku', l.sku,
        'quantity', c.quantity) order by l.position), '[]')
      from parcel_line c join order_line l on l.shop_id = c.shop_id and l.id = c.order_line_id
      where c.shop_id = p.shop_id and c.parcel_id = p.id) as lines
  from parcel p join "order" o on o.shop_id = p.shop_id and o.id = p.order_id
  where p.shop_id = ? and ${condition} order by p.shipped_at, p.id`

export function toParcel({ carrierName, postalCode, ...row }: ParcelRow): Parcel {
  const carrier = carrierOf(row.carrierCode)
  const page =
    carrier && row.trackingNumber
      ? trackingPage(carrier, { number: row.trackingNumber, postalCode: postalCode ?? '' })
      : null
  return {
    ...row,
    // A carrier that a newer version wrote, and this one does not know, is shown by its code.
    carrier: carrier?.name ?? carrierName ?? row.carrierCode,
    trackingUrl: row.trackingUrl ?? page,
    shippedAt: new Date(row.shippedAt),
    deliveredAt: row.deliveredAt === null ? null : new Date(row.deliveredAt),
  }
}
