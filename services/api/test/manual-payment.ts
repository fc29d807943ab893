import { v7 } from 'uuid'
import { vi } from 'vitest'
import { graphql, type TestApi } from './api.ts'
import type { PlacedOrder } from './bank/bank.ts'
import { processPendingEvents } from './events.ts'
import { headersOf, merchant } from './member.ts'
import { createShop, type TestShop } from './shop.ts'
import { executeInShop, queryInShop } from './sql.ts'

export const transfer = {
  isOffered: true,
  holder: 'Atelier SARL',
  iban: 'FR14 2004 1010 0505 0001 3M02 606',
  bic: 'PSSTFRPPPAR',
  note: 'Thank you',
  delayDays: 10,
}
export const cheque = {
  isOffered: true,
  payee: 'Atelier SARL',
  address: '1 rue A\n75002 Paris',
  delayDays: 20,
}

export type Errors = { code: string; field: string[] | null }[]

interface BuyersOrder {
  status: string
  paymentMethods: string[]
  manualPayment: Record<string, unknown> | null
}
const FIELDS = `status paymentMethods manualPayment { method reference amount { amount } dueAt accountHolder iban bic payee postalAddress note }`

interface Received {
  order: { status: string; receipts: { id: string; paidOrder: boolean; undoneAt: string | null }[] } | null
  userErrors: Errors
}
const RECEIPTS = 'order { status receipts { id paidOrder undoneAt } } userErrors { code field }'

/** A shop that offers transfers and cheques, and the calls of its owner, of a member with the role CERTIFIER, and of its buyers. */
export async function createManualPaymentScenario(api: TestApi) {
  const shop = await createShop(api, { locale: 'en' })
  const certifier = await headersOf(api, shop, 'CERTIFIER')
  const owner = await headersOf(api, shop, 'OWNER')

  async function asMember<T>(
    query: string,
    variables: Record<string, unknown>,
    headers = certifier,
  ): Promise<T> {
    const { data, errors } = await merchant<{ payload: T } | null>(api, query, variables, headers)
    if (!data) throw new Error(JSON.stringify(errors))
    return data.payload
  }
  async function change(input: object): Promise<Errors> {
    const mutation = `mutation ($input: ChangeManualPaymentsInput!) { payload: changeManualPayments(input: $input) { userErrors { code field } } }`
    return (await asMember<{ userErrors: Errors }>(mutation, { input }, owner)).userErrors
  }
  async function receiptsOf({ code }: PlacedOrder): Promise<string[]> {
    const query = 'query ($code: String!) { payload: order(code: $code) { receipts { id } } }'
    const order = await asMember<{ receipts: { id: string }[] }>(query, { code })
    return order.receipts.map(({ id }) => id)
  }

  const cachedIban = async () => (await api.app.shops.find('id', shop.id))?.manualPayments.transfer?.iban
  await change({ transfer, cheque })
  await vi.waitUntil(cachedIban)

  return {
    shop,
    owner,
    change,
    cachedIban,
    receiptsOf,

    async choose(order: PlacedOrder, method: 'Transfer' | 'Cheque') {
      const { data, errors } = await graphql<{ payload: { order: BuyersOrder | null; userErrors: Errors } }>(
        `${api.url}/graphql`,
        `mutation ($input: PayManuallyInput!) { payload: payBy${method}(input: $input) { order { ${FIELDS} } userErrors { code field } } }`,
        { input: { orderCode: order.code, orderToken: order.token } },
        order.headers,
      )
      if (!data) throw new Error(JSON.stringify(errors))
      return data.payload
    },

    async readOrder(order: PlacedOrder): Promise<BuyersOrder> {
      const { data } = await graphql<{ order: BuyersOrder }>(
        `${api.url}/graphql`,
        `query ($code: String!, $token: String!) { order(code: $code, token: $token) { ${FIELDS} } }`,
        { code: order.code, token: order.token },
        order.headers,
      )
      return data.order
    },

    /** Records a transfer, with the receipts that the order has as known, unless `input` says otherwise. */
    async record(order: PlacedOrder, amount: number, input: object = {}): Promise<Received> {
      const known = {
        orderCode: order.code,
        method: 'TRANSFER',
        amount,
        receivedOn: '2026-01-02',
        reference: 'T-1',
        knownReceipts: await receiptsOf(order),
      }
      return asMember(
        `mutation ($input: RecordReceiptInput!) { payload: recordReceipt(input: $input) { ${RECEIPTS} } }`,
        { input: { ...known, ...input } },
      )
    },

    undo: (id: string): Promise<Received> =>
      asMember(`mutation ($id: ID!) { payload: undoReceipt(receiptId: $id) { ${RECEIPTS} } }`, { id }),

    unmatchedOf: ({ code }: PlacedOrder) =>
      queryInShop<{ id: string; reason: string; amount: number; outcome: string | null }>(
        api,
        shop,
        `select u.id, u.reason, u.amount, u.outcome from unmatched_payment u join "order" o on o.id = u.order_id
         where o.code = $1 order by u.opened_at, u.id`,
        code,
      ),

    async totalOf({ code }: PlacedOrder): Promise<number> {
      const select = 'select total from "order" where code = $1'
      const [row] = await queryInShop<{ total: number }>(api, shop, select, code)
      return row?.total ?? 0
    },

    /** Without the confirmation of the order. */
    async mailsOf({ code }: PlacedOrder): Promise<string[]> {
      await processPendingEvents(api, shop)
      const rows = await queryInShop<{ kind: string }>(
        api,
        shop,
        `select m.kind from mail m join "order" o on o.id = m.order_id where o.code = $1 and m.kind <> 'ORDER_CONFIRMATION'
         order by m.created_at, m.id`,
        code,
      )
      return rows.map(({ kind }) => kind)
    },

    /** Moves the time until which the order waits. */
    waitUntil: ({ code }: PlacedOrder, interval: string) =>
      executeInShop(
        api,
        shop,
        `update "order" set payment_due_at = now() + $1::interval where code = $2`,
        interval,
        code,
      ),
  }
}

export type ManualPaymentScenario = Awaited<ReturnType<typeof createManualPaymentScenario>>

/** Inserts a part of an order's total, received by transfer. Returns its id. */
export async function insertTestReceipt(
  api: TestApi,
  shop: TestShop,
  orderId: string,
  memberId: string,
): Promise<string> {
  const id = v7()
  await executeInShop(
    api,
    shop,
    `insert into manual_receipt (shop_id, id, order_id, method, amount, currency, received_on, paid_order, recorded_by, recorded_by_name)
     values ($1, $2, $3, 'TRANSFER', 100, 'EUR', '2026-01-01', false, $4, '')`,
    shop.id,
    id,
    orderId,
    memberId,
  )
  return id
}
