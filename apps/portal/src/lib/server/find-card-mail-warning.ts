import type { RequestEvent } from '@sveltejs/kit'
import { warnOf, type CardMailWarning } from '#lib/card-mail/card-mail.ts'
import * as operations from './card-mail-operations.ts'
import { askMerchantApi, MerchantApiError } from './merchant-api.ts'

/** What an owner must be told of the shop's card mail. Null when it can't be learned: the page itself says why. */
export async function findCardMailWarning(event: RequestEvent): Promise<CardMailWarning | null> {
  try {
    const { cardMail } = await askMerchantApi(event, operations.cardMail, {})
    return warnOf(cardMail, new Date())
  } catch (problem) {
    if (problem instanceof MerchantApiError) return null
    throw problem
  }
}
