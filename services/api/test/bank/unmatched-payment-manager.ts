import { expect } from 'vitest'
import type { TestApi } from '../api.ts'
import { executeInShop, queryInShop } from '../sql.ts'
import { createMember, membershipHeaders, merchant } from '../member.ts'
import { timelineOf } from '../events.ts'
import type { PlacedOrder, TestBank } from './bank.ts'
import { bankStateOf, createTestContract, startBankPayment } from './bank-payment.ts'

export const UNMATCHED_PAYMENT = `id reason closedAt bank reference bankTransactionId amount { amount currency } bankPaymentId notAcceptable
  order { code status email } steps { kind by { name } amount { amount currency } bankReference note }`

export interface UnmatchedPayment {
  id: string
  reason: string
  closedAt: string | null
  bank: string | null
  reference: string | null
  bankTransactionId: string | null
  amount: { amount: number; currency: string } | null
  notAcceptable: string | null
  order: { code: string; status: string; email: string } | null
  steps: { kind: string; note: string | null; amount: unknown; bankReference: string | null }[]
}

interface Payload {
  unmatchedPayment: UnmatchedPayment | null
  userErrors: { code: string; field: string[] | null }[]
}

const PAYLOAD = `{ unmatchedPayment { ${UNMATCHED_PAYMENT} } userErrors { code field } }`

export const codesOf = ({ userErrors }: Payload): string[] => userErrors.map(({ code }) => code)

/** A shop with a Lyra contract, and a manager who handles its unmatched payments over HTTP. */
export async function createUnmatchedPaymentManager(api: TestApi, bank: TestBank) {
  const contract = await createTestContract(api, bank, 'lyra', { stock: 1000 })
  const { shop } = contract
  const member = await createMember(api, [{ shop, role: 'MANAGER' }])
  const headers = await membershipHeaders(api, member, shop)

  const manager = {
    contract,
    headers,
    async request<T>(
      document: string,
      variables: Record<string, unknown> = {},
      sessionHeaders = headers,
    ): Promise<T> {
      const { data, errors } = await merchant<T>(api, document, variables, sessionHeaders)
      expect(errors).toBeUndefined()
      return data
    },
    accept: (unmatchedPaymentId: string, acceptedAmount?: number): Promise<Payload> =>
      manager.mutate(
        `mutation ($input: AcceptUnmatchedPaymentInput!) { payload: acceptUnmatchedPayment(input: $input) ${PAYLOAD} }`,
        { input: { unmatchedPaymentId, acceptedAmount, note: 'agreed by telephone' } },
      ),
    recordRefund: (unmatchedPaymentId: string, amount: number, bankReference = 'RB-1'): Promise<Payload> =>
      manager.mutate(
        `mutation ($input: RecordUnmatchedPaymentRefundInput!) { payload: recordUnmatchedPaymentRefund(input: $input) ${PAYLOAD} }`,
        { input: { unmatchedPaymentId, amount, bankReference } },
      ),
    recordBuyerContact: (unmatchedPaymentId: string, note?: string): Promise<Payload> =>
      manager.mutateById('recordBuyerContact', unmatchedPaymentId, note),
    reopen: (unmatchedPaymentId: string, note?: string): Promise<Payload> =>
      manager.mutateById('reopenUnmatchedPayment', unmatchedPaymentId, note),
    mutateById: (mutation: string, unmatchedPaymentId: string, note?: string): Promise<Payload> =>
      manager.mutate(
        `mutation ($id: ID!, $note: String) { payload: ${mutation}(unmatchedPaymentId: $id, note: $note) ${PAYLOAD} }`,
        { id: unmatchedPaymentId, note },
      ),
    mutate: async (document: string, variables: Record<string, unknown>): Promise<Payload> =>
      (await manager.request<{ payload: Payload }>(document, variables)).payload,
    /** The order's only unmatched payment. */
    async unmatchedPaymentOf(order: PlacedOrder): Promise<UnmatchedPayment> {
      const { order: found } = await manager.request<{ order: { unmatchedPayments: UnmatchedPayment[] } }>(
        `query ($code: String!) { order(code: $code) { unmatchedPayments { ${UNMATCHED_PAYMENT} } } }`,
        { code: order.code },
      )
      const [unmatchedPayment, ...others] = found.unmatchedPayments
      if (!unmatchedPayment || others.length > 0)
        throw new Error(
          `Order ${order.code} has ${found.unmatchedPayments.length} unmatched payments instead of one`,
        )
      return unmatchedPayment
    },
    /** A buyer pays at the bank, and the order cannot take the payment. `beforePayment` runs while the buyer is there. */
    async createUnmatchedPayment(
      tamper: 'amount' | 'currency' | 'none',
      beforePayment?: (order: PlacedOrder) => Promise<unknown>,
    ): Promise<{ order: PlacedOrder; unmatchedPayment: UnmatchedPayment }> {
      const { order, id } = await startBankPayment(api, bank, contract)
      await beforePayment?.(order)
      await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid', misbehaviour: { tamper } })
      return { order, unmatchedPayment: await manager.unmatchedPaymentOf(order) }
    },
    stateOf: (order: PlacedOrder) => bankStateOf(api, shop, order),
    rows: <T>(sql: string, ...params: unknown[]): Promise<T[]> => queryInShop<T>(api, shop, sql, ...params),
    /** The order's timeline, oldest first. */
    timelineOf: (order: PlacedOrder) => timelineOf(api, shop, order.code),
    setOrderStatus: (order: PlacedOrder, status: string): Promise<void> =>
      executeInShop(api, shop, 'update "order" set status = $2 where code = $1', order.code, status),
    setStock: (available: number): Promise<void> =>
      executeInShop(api, shop, 'update stock set on_hand = reserved + $1', available),
  }
  return manager
}
