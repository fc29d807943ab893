import { v4 } from 'uuid'
import type { TestApi } from './api.ts'
import { placeTestOrder, type PlacedOrder } from './bank/bank.ts'
import { createCertificationScenario } from './certification.ts'
import { headersOf, merchant } from './member.ts'
import type { ShopOptions, TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

export interface RefundPayload {
  order: {
    status: string
    refundedTotal: { amount: number }
    refunds: {
      amount: { amount: number }
      isSeenAtBank: boolean
      lines: { quantity: number; amount: { amount: number } }[]
    }[]
  } | null
  userErrors: { code: string; field: string[] | null }[]
}

export interface RefundableAnswer {
  captured: { amount: number }
  remaining: { amount: number }
  announced: { amount: number }
  shippingRemaining: { amount: number }
  lines: {
    id: string
    quantity: number
    total: { amount: number }
    refundedQuantity: number
    refundedAmount: { amount: number }
  }[]
}

const RECORD = `mutation ($input: RecordRefundInput!) { recordRefund(input: $input) {
  order { status refundedTotal { amount } refunds { amount { amount } isSeenAtBank lines { quantity amount { amount } } } }
  userErrors { code field } } }`
const REFUNDABLE = `query ($code: String!) { order(code: $code) { status refundedTotal { amount } refundable {
  captured { amount } remaining { amount } announced { amount } shippingRemaining { amount }
  lines { id quantity total { amount } refundedQuantity refundedAmount { amount } } } } }`

/** The calls that a manager makes to refund orders of a shop. */
export async function createRefundManager(api: TestApi, shop: TestShop) {
  const headers = await headersOf(api, shop, 'MANAGER')
  return {
    headers,
    /** With a key and a reference of its own unless `input` gives them. */
    async recordRefund(orderCode: string, input: Record<string, unknown>): Promise<RefundPayload> {
      const variables = {
        input: { orderCode, bankReference: 'RB-1', idempotencyKey: v4(), ...input },
      }
      const { data, errors } = await merchant<{ recordRefund: RefundPayload } | null>(
        api,
        RECORD,
        variables,
        headers,
      )
      if (!data) throw new Error(JSON.stringify(errors))
      return data.recordRefund
    },
    async refundableOf(code: string): Promise<RefundableAnswer & { status: string; refunded: number }> {
      const { data } = await merchant<{
        order: { status: string; refundedTotal: { amount: number }; refundable: RefundableAnswer }
      }>(api, REFUNDABLE, { code }, headers)
      const { status, refundedTotal, refundable } = data.order
      return { status, refunded: refundedTotal.amount, ...refundable }
    },
  }
}

/** A shop whose orders were paid by a certified card, and a manager who refunds them. */
export async function createRefundScenario(api: TestApi, options: ShopOptions = {}) {
  const scenario = await createCertificationScenario(api, options)
  const { shop } = scenario
  return {
    ...scenario,
    ...(await createRefundManager(api, shop)),
    async placePaidOrder(quantity = 1): Promise<PlacedOrder> {
      const order = await scenario.payByCard(await placeTestOrder(api, shop, quantity))
      const { userErrors } = await scenario.certify(order, { authorizationNumber: 'A1B2C3' })
      if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
      return order
    },
    ledger: () => ledgerOf(api, shop),
  }
}

export interface LedgerRow {
  sequence: number
  kind: string
  amount: number
  order_code: string | null
  reference: string | null
  is_test: boolean
  running_total: number
}

/** The entries of the shop's ledger, oldest first. */
export const ledgerOf = (api: TestApi, shop: { id: string }): Promise<LedgerRow[]> =>
  queryInShop<LedgerRow>(
    api,
    shop,
    `select sequence::int, kind, amount::int, order_code, reference, is_test, running_total::int from ledger_entry
     where shop_id = $1 order by sequence`,
    shop.id,
  )
