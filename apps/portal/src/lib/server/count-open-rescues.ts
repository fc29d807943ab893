import type { RequestEvent } from '@sveltejs/kit'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'
import * as operations from './operations.ts'

/** How much money waits on the shop's rescue list. None when it can't be learned: the page itself says why. */
export async function countOpenRescues(event: RequestEvent): Promise<number> {
  try {
    return (await askMerchantApi(event, operations.openRescueCount, {})).openRescueCount
  } catch (problem) {
    if (problem instanceof MerchantApiError) return 0
    throw problem
  }
}
