import type { RequestEvent } from '@sveltejs/kit'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'
import * as operations from './operations.ts'

/** The shop's time zone (IANA); UTC from an API that does not tell it, and the pages say so beside their times. */
export async function findTimeZone(event: RequestEvent, slug: string): Promise<string> {
  try {
    const { viewer } = await askMerchantApi(event, operations.timeZones, {})
    return viewer.memberships.find(({ shop }) => shop.slug === slug)?.shop.timeZone ?? 'UTC'
  } catch (problem) {
    if (problem instanceof MerchantApiError) return 'UTC'
    throw problem
  }
}
