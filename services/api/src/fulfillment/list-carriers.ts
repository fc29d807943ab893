import type { MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { CARRIERS, carrierOf } from './carriers.ts'

/** A carrier that a member may choose. */
export interface CarrierChoice {
  /** Null for one that is not in carriers.ts. */
  code: string | null
  name: string
  /** As in carriers.ts; null for a carrier without a code. */
  trackingUrl: string | null
  /** When the shop last sent a parcel with it; null for never. */
  lastUsedAt: Date | null
}

/** Of how many of the newest parcels the carriers come first. */
const NEWEST = 200

interface UsedCarrier {
  code: string | null
  name: string | null
  /** As PostgreSQL writes it. */
  at: string
}

/** The carriers that the shop used, the last one first, then those that it did not, as in carriers.ts. */
export const listCarriers = (ctx: MerchantContext): Promise<CarrierChoice[]> =>
  inTransaction(ctx, async ({ em, shop }) => {
    const used = await em.execute<UsedCarrier[]>(
      `select carrier_code as code, carrier_name as name, max(shipped_at) as at from (
         select carrier_code, carrier_name, shipped_at from parcel where shop_id = ? order by shipped_at desc limit ${NEWEST}) newest
       where carrier_code is not null or carrier_name is not null group by 1, 2 order by max(shipped_at) desc`,
      [shop.id],
    )
    const usedChoices = used.flatMap(({ code, name, at }): CarrierChoice[] => {
      const carrier = carrierOf(code)
      const shown = carrier?.name ?? name
      if (!shown) return []
      return [
        {
          code: carrier?.code ?? null,
          name: shown,
          trackingUrl: carrier?.trackingUrl ?? null,
          lastUsedAt: new Date(at),
        },
      ]
    })
    const codes = new Set(usedChoices.map(({ code }) => code))
    const others = CARRIERS.filter(({ code }) => !codes.has(code))
    return [
      ...usedChoices,
      ...others.map(({ code, name, trackingUrl }) => ({ code, name, trackingUrl, lastUsedAt: null })),
    ]
  })
