import { inShop } from '../seed/in-shop.ts'
import { graphql, type TestApi } from './api.ts'
import { inShopAsOwner } from './order.ts'
import type { TestShop } from './shop.ts'

/** Published test numbers, one a brand. */
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

/** What payByCard answers over HTTP. */
export const tryCard = (
  api: TestApi,
  order: { code: string; token: string; headers: Record<string, string> },
  wishes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  graphql<{ payByCard: CardAnswer } | null>(
    `${api.url}/graphql`,
    PAY,
    { input: { orderCode: order.code, orderToken: order.token, card: goodCard, ...wishes } },
    { ...order.headers, ...headers },
  )

export async function payByTestCard(...args: Parameters<typeof tryCard>): Promise<CardAnswer> {
  const { data, errors } = await tryCard(...args)
  if (!data) throw new Error(`payByCard failed: ${JSON.stringify(errors)}`)
  return data.payByCard
}

/** Rows that the owner sees within the shop's walls. */
export const rowsIn = <T>(
  api: TestApi,
  shop: { id: string },
  sql: string,
  ...params: unknown[]
): Promise<T[]> => inShop(api.owner, shop.id, async () => (await api.owner.query(sql, params)).rows as T[])

export const changeIn = (api: TestApi, shop: TestShop, sql: string, ...params: unknown[]): Promise<void> =>
  inShopAsOwner(api, shop.id, [[sql, ...params]])
