import { graphql, type TestApi } from './api.ts'
import type { TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

/** One published test number per brand. */
export const CARDS = {
  VISA: '4242424242424242',
  MASTERCARD: '5555555555554444',
  AMERICAN_EXPRESS: '378282246310005',
  DINERS_CLUB: '30569309025904',
} as const

export const goodCard = {
  number: CARDS.VISA,
  expiryMonth: 12,
  expiryYear: new Date().getUTCFullYear() + 2,
  brand: 'VISA',
}

export interface CardAnswer {
  order: { code: string; status: string; payment: Record<string, unknown> | null } | null
  userErrors: { code: string; message: string; field: string[] | null }[]
}

const PAY = `mutation ($input: PayByCardInput!) { payByCard(input: $input) {
  order { code status payment { mode amount { amount currency } cardBrand cardFirstSix bankName paidAt } }
  userErrors { code message field } } }`

/** Calls payByCard over HTTP with `goodCard` and returns the whole response. `input` overrides fields of the mutation's input. */
export const tryCard = (
  api: TestApi,
  order: { code: string; token: string; headers: Record<string, string> },
  input: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  graphql<{ payByCard: CardAnswer } | null>(
    `${api.url}/graphql`,
    PAY,
    { input: { orderCode: order.code, orderToken: order.token, card: goodCard, ...input } },
    { ...order.headers, ...headers },
  )

/** Calls payByCard as `tryCard` does and returns its payload. @throws Error for top-level GraphQL errors. */
export async function payByTestCard(...args: Parameters<typeof tryCard>): Promise<CardAnswer> {
  const { data, errors } = await tryCard(...args)
  if (!data) throw new Error(`payByCard failed: ${JSON.stringify(errors)}`)
  return data.payByCard
}

/** Counts what payByCard stores for a shop, and the queued card fragments of all shops. */
export async function countStored(api: TestApi, shop: TestShop) {
  const [row] = await queryInShop<{ payments: number; kept: number; mails: number }>(
    api,
    shop,
    `select (select count(*)::int from card_payment where shop_id = $1) as payments,
       (select count(*)::int from card_kept where shop_id = $1) as kept,
       (select count(*)::int from mail where shop_id = $1 and kind = 'CARD_FRAGMENT') as mails`,
    shop.id,
  )
  return { payments: 0, kept: 0, mails: 0, ...row, jobs: await api.app.queues.fragment.count() }
}
