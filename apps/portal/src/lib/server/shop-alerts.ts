import type { RequestEvent } from '@sveltejs/kit'
import { cardMailQuery } from '#lib/card-mail/card-mail.documents.ts'
import { cardMailWarning, type CardMailWarning } from '#lib/card-mail/card-mail.ts'
import { openUnmatchedPaymentCountQuery } from '#lib/unmatched-payment/unmatched-payment.documents.ts'
import { MerchantApiError, requestMerchantApi } from './merchant-api.ts'

// Both add to data that every page loads anyway, so they ignore API errors: the page's own query reports them.

/** The number of open unmatched payments; 0 when the API fails. */
export async function countOpenUnmatchedPayments(event: RequestEvent): Promise<number> {
  const result = await requestMerchantApi(event, openUnmatchedPaymentCountQuery, {}).catch(ignoreApiError)
  return result?.openUnmatchedPaymentCount ?? 0
}

/** What the shop's owner must know about the card mail; null when the API fails. */
export async function loadCardMailWarning(event: RequestEvent): Promise<CardMailWarning | null> {
  const result = await requestMerchantApi(event, cardMailQuery, {}).catch(ignoreApiError)
  return result && cardMailWarning(result.cardMail, new Date())
}

function ignoreApiError(failure: unknown): null {
  if (failure instanceof MerchantApiError) return null
  throw failure
}
