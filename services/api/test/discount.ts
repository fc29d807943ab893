import type { TestApi } from './api.ts'
import type { Buyer } from './buyer.ts'
import { merchant } from './member.ts'

export interface SavedDiscount {
  discount: { id: string; code: string | null; version: number; uses: number; status: string } | null
  userErrors: { code: string; field: string[] | null }[]
}

/** Creates or changes a discount as the member with these headers: by default the code NOEL, 10 % off, in force. */
export async function saveDiscount(
  api: TestApi,
  headers: Record<string, string>,
  input: Record<string, unknown> = {},
): Promise<SavedDiscount> {
  const { data } = await merchant<{ saveDiscount: SavedDiscount }>(
    api,
    `mutation ($input: DiscountInput!) {
      saveDiscount(input: $input) { discount { id code version uses status } userErrors { code field } } }`,
    {
      input: {
        code: 'noel',
        kind: 'PERCENTAGE',
        basisPoints: 1000,
        startsAt: '2026-01-01T00:00:00Z',
        ...input,
      },
    },
    headers,
  )
  api.app.catalogs.invalidateAll()
  return data.saveDiscount
}

/** How many orders have the discount. */
export async function usesOf(api: TestApi, headers: Record<string, string>, id: string | undefined) {
  const query = 'query ($id: ID!) { discount(id: $id) { uses status } }'
  const { data } = await merchant<{ discount: { uses: number; status: string } | null }>(
    api,
    query,
    { id },
    headers,
  )
  return data.discount
}

/** Applies a discount code to the buyer's cart, and returns the codes of the errors. */
export async function applyCode(buyer: Buyer, code: string): Promise<string[]> {
  const { data } = await buyer.request<{ applied: { userErrors: { code: string }[] } }>(
    'mutation ($code: String!) { applied: applyDiscountCode(code: $code) { userErrors { code } } }',
    { code },
  )
  return data.applied.userErrors.map((error) => error.code)
}
