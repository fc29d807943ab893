import type {
  BankEnvironment,
  BankProtocolName,
  BankRedirect,
} from '../../src/payment/gateway/bank-protocol.ts'
import { graphql, type TestApi } from '../api.ts'
import { processPendingEvents } from '../events.ts'
import { createGatewayAccount, placeTestOrder, type PlacedOrder, type TestBank } from './bank.ts'
import { queryInShop } from '../sql.ts'
import { createShop, type TestShop } from '../shop.ts'

/** A shop with a contract at the bank and the matching gateway account. `bankId`: id of the gateway account. */
export interface TestContract {
  shop: TestShop
  bankId: string
  protocol: BankProtocolName
}

export async function createTestContract(
  api: TestApi,
  bank: TestBank,
  protocol: BankProtocolName,
  options: { environment?: BankEnvironment; stock?: number } = {},
): Promise<TestContract> {
  const shop = await createShop(api, { variants: [{ price: 2480, stock: options.stock ?? 100_000 }] })
  return {
    shop,
    protocol,
    bankId: await createGatewayAccount(api, bank, shop, options.environment, protocol),
  }
}

export interface PayByBankAnswer {
  redirect: BankRedirect | null
  order: { code: string; status: string } | null
  userErrors: { code: string; field: string[] | null }[]
}

const PAY = `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
  redirect { method url fields { name value } } order { code status } userErrors { code field } } }`

/** Calls payByBank over HTTP and returns the whole response. `changes` overrides fields of the mutation's input. */
export function tryBank(
  api: TestApi,
  { shop, bankId }: TestContract,
  order: PlacedOrder,
  changes: Record<string, unknown> = {},
) {
  const returnUrl = `${shop.origin}/return?x=1#y`
  const input = { orderCode: order.code, orderToken: order.token, bankId, returnUrl, ...changes }
  const url = `${api.url}/graphql`
  return graphql<{ payByBank: PayByBankAnswer } | null>(url, PAY, { input }, order.headers)
}

/** Calls payByBank as `tryBank` does and returns its payload. @throws Error for top-level GraphQL errors. */
export async function payAtBank(...args: Parameters<typeof tryBank>): Promise<PayByBankAnswer> {
  const { data, errors } = await tryBank(...args)
  if (!data) throw new Error(`payByBank failed: ${JSON.stringify(errors)}`)
  return data.payByBank
}

/** Submits a form as a browser does, without following redirects. */
export function sendForm({ method, url, fields }: BankRedirect): Promise<Response> {
  const form = new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value]))
  const isPost = method === 'POST'
  const target = isPost || fields.length === 0 ? url : `${url}?${form}`
  return fetch(target, { method, redirect: 'manual', ...(isPost && { body: form }) })
}

/** Takes the buyer to the bank's page and returns the bank's payment id. Throws if the bank rejects the form. */
export async function arriveAtBank(bank: TestBank, redirect: BankRedirect | null): Promise<string> {
  if (!redirect) throw new Error('payByBank returned no form')
  const response = await sendForm(redirect)
  if (response.status !== 303)
    throw new Error(
      `The bank rejected the form: ${JSON.stringify(await bank.call('GET', '/api/rejections'))}`,
    )
  return response.headers.get('location')?.split('/').at(-1) ?? ''
}

/** Places an order and takes its buyer to the bank's page. */
export async function startBankPayment(
  api: TestApi,
  bank: TestBank,
  contract: TestContract,
  quantity = 1,
): Promise<{ order: PlacedOrder; id: string }> {
  const order = await placeTestOrder(api, contract.shop, quantity)
  const { redirect } = await payAtBank(api, contract, order)
  return { order, id: await arriveAtBank(bank, redirect) }
}

/** State of an order that is paid at a bank. */
export interface BankState {
  status: string
  isPaid: boolean
  attempts: string[]
  unmatchedPayments: string[]
  /** `KIND` or `KIND:OUTCOME`, oldest first, without ORDER_CONFIRMATION. */
  mails: string[]
}

export async function bankStateOf(api: TestApi, shop: TestShop, order: { code: string }): Promise<BankState> {
  await processPendingEvents(api, shop)
  const [found] = await queryInShop<BankState>(
    api,
    shop,
    `select o.status, o.paid_at is not null as "isPaid",
       array(select a.status from payment_attempt a where a.order_id = o.id order by a.opened_at, a.id) as attempts,
       array(select r.reason from unmatched_payment r where r.order_id = o.id order by r.id) as "unmatchedPayments",
       array(select concat_ws(':', m.kind, m.details->>'outcome') from mail m
         where m.order_id = o.id and m.kind <> 'ORDER_CONFIRMATION' order by m.created_at, m.id) as mails
     from "order" o where o.code = $1`,
    order.code,
  )
  if (!found) throw new Error(`Order ${order.code} not found`)
  return found
}

/** Records of a shop besides its orders. */
export interface BankRecords {
  /** Reasons of refused notifications. */
  refused: string[]
  /** Number of notifications in the inbox. */
  inbox: number
  /** Reasons of unmatched payments without an order. */
  unmatchedWithoutOrder: string[]
  /** Total stock available. */
  available: number
}

export async function bankRecordsOf(api: TestApi, shop: TestShop): Promise<BankRecords> {
  const [found] = await queryInShop<BankRecords>(
    api,
    shop,
    `select array(select reason from bank_notification_refused order by received_at, id) as refused,
       (select count(*)::int from bank_notification) as inbox,
       array(select reason from unmatched_payment where shop_id = $1 and order_id is null order by id) as "unmatchedWithoutOrder",
       (select sum(available)::int from stock) as available`,
    shop.id,
  )
  if (!found) throw new Error('The query returned no row')
  return found
}
