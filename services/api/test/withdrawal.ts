import { v4, v7 } from 'uuid'
import { graphql, type TestApi } from './api.ts'
import type { PlacedOrder } from './bank/bank.ts'
import { merchant } from './member.ts'
import { parcelRequests } from './parcel.ts'
import { createRefundScenario } from './refund.ts'
import type { ShopOptions, TestShop } from './shop.ts'
import { executeAllInShop } from './sql.ts'

interface WithdrawalLine {
  lineId: string
  quantity: number
  refundedQuantity: number
}
export interface ShownWithdrawal {
  id: string
  withdrawnAt: string
  refundDueAt: string
  name: string
  email: string
  status: string
  lines: WithdrawalLine[]
}
export interface ShownRight {
  state: string
  endsAt: string | null
  lines: {
    lineId: string
    quantity: number
    withdrawn: number
    remaining: number
    exemption: string | null
    isConditional: boolean
  }[]
  withdrawals: ShownWithdrawal[]
}
export interface QueuedWithdrawal extends ShownWithdrawal {
  orderCode: string
  returnedAt: string | null
  settledAt: string | null
  closeReason: string | null
}

const LINES = 'lines { lineId quantity refundedQuantity }'
const RIGHT = `withdrawal { state endsAt lines { lineId quantity withdrawn remaining exemption isConditional }
  withdrawals { id withdrawnAt refundDueAt name email status ${LINES} } }`
const QUEUED = `id orderCode withdrawnAt refundDueAt name email status returnedAt settledAt closeReason ${LINES}`

const WITHDRAW = `mutation ($input: WithdrawInput!) {
  withdraw(input: $input) { order { status ${RIGHT} } userErrors { code field } } }`
const ORDER = `query ($code: String!, $token: String!) { order(code: $code, token: $token) { status ${RIGHT} } }`
const LIST = `query ($open: Boolean, $first: Int, $after: String) {
  withdrawals(open: $open, first: $first, after: $after) { totalCount pageInfo { endCursor } nodes { ${QUEUED} } } }`
const RECORD_RETURN = `mutation ($id: ID!, $at: DateTime) { answer: recordReturn(withdrawalId: $id, at: $at) {
  withdrawal { ${QUEUED} } userErrors { code } } }`
const CLOSE = `mutation ($id: ID!, $reason: String!) { answer: closeWithdrawal(withdrawalId: $id, reason: $reason) {
  withdrawal { ${QUEUED} } userErrors { code } } }`

interface ShownOrder {
  status: string
  withdrawal: ShownRight
}
interface Answer {
  withdrawal: QueuedWithdrawal | null
  userErrors: { code: string }[]
}
export interface Chosen {
  lineId: string
  quantity: number
}

/** A shop whose orders were paid, what their buyers withdraw from, and what a manager does about it. */
export async function createWithdrawalScenario(api: TestApi, options: ShopOptions = {}) {
  const scenario = await createRefundScenario(api, options)
  const { shop, headers } = scenario
  const parcels = parcelRequests(api, headers)

  const rightOf = async ({ code, token, headers: buyer }: PlacedOrder): Promise<ShownOrder> =>
    (await graphql<{ order: ShownOrder }>(`${api.url}/graphql`, ORDER, { code, token }, buyer)).data.order

  return {
    ...scenario,
    rightOf,
    lineOf: async (order: PlacedOrder): Promise<string> =>
      (await rightOf(order)).withdrawal.lines[0]?.lineId ?? '',
    async withdraw(order: PlacedOrder, lines: Chosen[] | null = null, idempotencyKey = v4()) {
      const input = { orderCode: order.code, orderToken: order.token, lines, idempotencyKey }
      const { data } = await graphql<{
        withdraw: { order: ShownOrder | null; userErrors: { code: string; field: string[] | null }[] }
      }>(`${api.url}/graphql`, WITHDRAW, { input }, order.headers)
      return data.withdraw
    },
    /** Ships all of a paid order in one parcel, which its buyer has received at `at`. */
    async deliver(order: PlacedOrder, at: Date): Promise<void> {
      const shipped = await parcels.send('markShipped', { orderCode: order.code })
      const parcelId = shipped.parcels[0]?.id
      await parcels.send('markParcelDelivered', { parcelId })
      await executeAllInShop(api, shop, [
        ['update parcel set shipped_at = $1, delivered_at = $1 where id = $2', at, parcelId],
      ])
    },
    parcels,
    async list(variables: Record<string, unknown> = {}, as = headers) {
      const { data } = await merchant<{
        withdrawals: { totalCount: number; pageInfo: { endCursor: string }; nodes: QueuedWithdrawal[] }
      }>(api, LIST, variables, as)
      return data.withdrawals
    },
    recordReturn: async (id: string, at: Date | null = null): Promise<Answer> =>
      (await merchant<{ answer: Answer }>(api, RECORD_RETURN, { id, at }, headers)).data.answer,
    close: async (id: string, reason: string): Promise<Answer> =>
      (await merchant<{ answer: Answer }>(api, CLOSE, { id, reason }, headers)).data.answer,
  }
}

/** Inserts an open withdrawal from the first line of an order. */
export async function insertTestWithdrawal(
  api: TestApi,
  shop: TestShop,
  { id: orderId, lineIds }: { id: string; lineIds: string[] },
): Promise<string> {
  const id = v7()
  await executeAllInShop(api, shop, [
    [
      `insert into withdrawal (shop_id, id, order_id, idempotency_key, withdrawn_at, refund_due_at, name, email)
       values ($1, $2, $3, 'k', now(), now(), 'Camille Martin', 'camille@buyers.test')`,
      shop.id,
      id,
      orderId,
    ],
    [
      'insert into withdrawal_line (shop_id, withdrawal_id, order_line_id, quantity) values ($1, $2, $3, 1)',
      shop.id,
      id,
      lineIds[0],
    ],
  ])
  return id
}
