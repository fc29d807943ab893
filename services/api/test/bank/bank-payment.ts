import type {
  BankEnvironment,
  BankProtocolName,
  BankRedirect,
} from '../../src/payment/gateway/bank-protocol.ts'
import { graphql, type TestApi } from '../api.ts'
import { createBankContract, placeTestOrder, type PlacedOrder, type TestBank } from './bank.ts'
import { rowsIn } from '../card.ts'
import { createShop, type TestShop } from '../shop.ts'

/** A shop with one contract, at the bank and on the platform. */
export interface TestContract {
  shop: TestShop
  bankId: string
  protocol: BankProtocolName
}

export async function createTestContract(
  api: TestApi,
  bank: TestBank,
  protocol: BankProtocolName,
  wishes: { environment?: BankEnvironment; stock?: number } = {},
): Promise<TestContract> {
  const shop = await createShop(api, { variants: [{ price: 2480, stock: wishes.stock ?? 100_000 }] })
  return { shop, protocol, bankId: await createBankContract(api, bank, shop, wishes.environment, protocol) }
}

export interface PayByBankAnswer {
  redirect: BankRedirect | null
  order: { code: string; status: string } | null
  userErrors: { code: string; field: string[] | null }[]
}

const PAY = `mutation ($input: PayByBankInput!) { payByBank(input: $input) {
  redirect { method url fields { name value } } order { code status } userErrors { code field } } }`

/** What payByBank answers over HTTP. */
export async function payAtBank(
  api: TestApi,
  { shop, bankId }: TestContract,
  order: PlacedOrder,
  wishes: Record<string, unknown> = {},
): Promise<PayByBankAnswer> {
  const returnUrl = `${shop.origin}/return?x=1#y`
  const input = { orderCode: order.code, orderToken: order.token, bankId, returnUrl, ...wishes }
  const url = `${api.url}/graphql`
  const { data, errors } = await graphql<{ payByBank: PayByBankAnswer } | null>(
    url,
    PAY,
    { input },
    order.headers,
  )
  if (!data) throw new Error(`payByBank failed: ${JSON.stringify(errors)}`)
  return data.payByBank
}

/** The buyer's browser submits a form and follows nothing. */
export function sendForm({ method, url, fields }: BankRedirect): Promise<Response> {
  const form = new URLSearchParams(fields.map(({ name, value }): [string, string] => [name, value]))
  const isPost = method === 'POST'
  const target = isPost || fields.length === 0 ? url : `${url}?${form}`
  return fetch(target, { method, redirect: 'manual', ...(isPost && { body: form }) })
}

/** The buyer arrives on the bank's page: the payment's id there. The bank's refusal of our form is an error. */
export async function arriveAtBank(bank: TestBank, redirect: BankRedirect | null): Promise<string> {
  if (!redirect) throw new Error('There is no form to send.')
  const response = await sendForm(redirect)
  if (response.status !== 303)
    throw new Error(`The bank refused our form: ${JSON.stringify(await bank.call('GET', '/api/rejections'))}`)
  return response.headers.get('location')?.split('/').at(-1) ?? ''
}

/** A buyer orders and leaves for the bank's page. */
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

/** What became of an order that was to be paid at a bank. */
export interface BankState {
  status: string
  isPaid: boolean
  attempts: string[]
  unmatchedPayments: string[]
  /** `KIND` or `KIND:OUTCOME`, oldest first, without the confirmation of the order itself. */
  mails: string[]
}

export async function bankStateOf(api: TestApi, shop: TestShop, order: { code: string }): Promise<BankState> {
  const [found] = await rowsIn<BankState>(
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
  if (!found) throw new Error(`There is no order ${order.code}.`)
  return found
}

/** What a shop holds besides its orders: refused notifications, the inbox, money of no order, and pieces on the shelf. */
export interface BankRecords {
  refused: string[]
  inbox: number
  strays: string[]
  available: number
}

export async function bankRecordsOf(api: TestApi, shop: TestShop): Promise<BankRecords> {
  const [found] = await rowsIn<BankRecords>(
    api,
    shop,
    `select array(select reason from bank_notification_refused order by received_at, id) as refused,
       (select count(*)::int from bank_notification) as inbox,
       array(select reason from unmatched_payment where shop_id = $1 and order_id is null order by id) as strays,
       (select sum(available)::int from stock) as available`,
    shop.id,
  )
  if (!found) throw new Error('There are no records.')
  return found
}
