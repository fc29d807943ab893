import type { CardBrand } from '@triclic/card-core'
import { deserialize } from '$app/forms'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import type { UserError } from '#lib/user-error.ts'

interface EnteredCard {
  orderCode: string
  card: { number: string; expiryMonth: number; expiryYear: number; brand: CardBrand }
  idempotencyKey: string
}
interface CardEntry {
  url: string
  shopKey: string
  orderToken: string
}

const TIMEOUT_MS = 15_000

/** The mutation of the storefront API, which the types of the merchant API do not know. */
const PAY_BY_CARD = `mutation ($input: PayByCardInput!) {
  payByCard(input: $input) { order { code } userErrors { code message field } }
}`

/** The token of an attempt whose outcome is not known is used again with its idempotency key. */
let open: { key: string; entry: CardEntry } | null = null

/**
 * Sends the card from this page straight to the storefront API: the portal's server only opens the card request, and never gets a digit.
 * UNKNOWN: the card may have arrived; the same call again returns the actual outcome.
 */
export async function sendCard({
  orderCode,
  card,
  idempotencyKey,
}: EnteredCard): Promise<'SENT' | 'UNKNOWN' | UserError[]> {
  const started = open?.key === idempotencyKey ? open.entry : await startCardEntry()
  if (started === null) return 'UNKNOWN'
  if (Array.isArray(started)) return started
  open = { key: idempotencyKey, entry: started }
  const { url, shopKey, orderToken } = started
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': getLocale(),
        'x-shop-key': shopKey,
      },
      body: JSON.stringify({
        query: PAY_BY_CARD,
        variables: { input: { orderCode, orderToken, card, idempotencyKey } },
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      credentials: 'omit',
    })
    const answer = (await response.json()) as {
      data?: { payByCard: { order: object | null; userErrors: UserError[] } }
    }
    const payload = answer.data?.payByCard
    if (!payload) return 'UNKNOWN'
    open = null
    if (payload.userErrors.length === 0) return 'SENT'
    return payload.userErrors.map((error) => ({
      ...error,
      field: error.field?.at(-1) === 'expiryMonth' ? ['expiry'] : (error.field?.slice(-1) ?? null),
    }))
  } catch {
    return 'UNKNOWN'
  }
}

/** Asks the portal for the token; null if it does not answer. */
async function startCardEntry(): Promise<CardEntry | UserError[] | null> {
  try {
    const response = await fetch('?/startCardEntry', {
      method: 'POST',
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      body: new FormData(),
    })
    const result = deserialize<{ entry: CardEntry | null }, { errors: UserError[] }>(await response.text())
    if (result.type === 'success' && result.data?.entry) return result.data.entry
    if (result.type === 'failure' && result.data) return result.data.errors
    return [{ code: 'CARD_NOT_REQUESTABLE', field: null, message: m.card_entry_not_possible() }]
  } catch {
    return null
  }
}
