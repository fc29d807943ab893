import type { RequestEvent } from '@sveltejs/kit'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'
import * as operations from './operations.ts'

export interface ShopFacts {
  /** IANA; UTC from an API that does not tell it, and the pages say so beside their times. */
  timeZone: string
  /** How much money waits on the rescue list. */
  openRescues: number
}

/** What every page of a shop shows of it, in one request. */
export async function findShopFacts(event: RequestEvent, slug: string): Promise<ShopFacts> {
  try {
    const { viewer, openRescueCount } = await askMerchantApi(event, operations.shopFacts, {})
    const shop = viewer.memberships.find((membership) => membership.shop.slug === slug)?.shop
    return { timeZone: shop?.timeZone ?? 'UTC', openRescues: openRescueCount }
  } catch (problem) {
    if (problem instanceof MerchantApiError) return { timeZone: 'UTC', openRescues: 0 }
    throw problem
  }
}
