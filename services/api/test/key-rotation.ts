import { randomBytes } from 'node:crypto'
import { codeAtStep } from '../src/platform/crypto/one-time-code.ts'
import { startTestApi, type TestApi } from './api.ts'
import { writeAuditEntries } from './audit.ts'
import { createGatewayAccount, placeTestOrder, type TestBank } from './bank/bank.ts'
import { newBuyer } from './buyer.ts'
import { buyerWithCart, orderInput, placeOrder } from './checkout.ts'
import { applyCode, saveDiscount } from './discount.ts'
import { createMember, headersOf, trySignIn, type TestMember } from './member.ts'
import { createShop, type TestShop } from './shop.ts'
import { startReceiver } from './receiver.ts'
import { webhookRequests } from './webhook.ts'
import { startTestWorker } from './worker.ts'

const NAMES = ['VISITOR_KEY', 'ORDER_TOKEN_KEY', 'WEBHOOK_KEY', 'BANK_KEY', 'AUDIT_KEY'] as const
export type KeyVariables = Record<(typeof NAMES)[number], string>

/** A new key for each variable. */
export const newKeys = (): KeyVariables =>
  Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64')])) as KeyVariables

/** For each variable both keys, the first ones first. */
export const bothKeys = (first: KeyVariables, second: KeyVariables): KeyVariables =>
  Object.fromEntries(NAMES.map((name) => [name, `${first[name]},${second[name]}`])) as KeyVariables

/** Starts an API and a worker with these keys; they stop together. */
export async function startWithKeys(keys: KeyVariables, smtpUrl: string) {
  const api = await startTestApi({ ...keys, WEBHOOKS_TO_LOOPBACK: 'on' })
  const worker = await startTestWorker(api, smtpUrl)
  api.whenStopped(worker.stop)
  return { api, worker }
}

/** Members with a second factor, since each code of it counts once. */
const MEMBERS = 4
const CODE = 'WELCOME'

/** A shop with something that each key protects. */
export async function createProtectedShop(api: TestApi, bank: TestBank) {
  const shop = await createShop(api, { variants: [{ stock: 1000 }] })
  const receiver = await startReceiver()
  api.whenStopped(receiver.stop)
  const bankId = await createGatewayAccount(api, bank, shop)
  await saveDiscount(api, await headersOf(api, shop, 'MANAGER'), { code: CODE, maxUsesPerEmail: 1 })
  const secret = randomBytes(20)
  const members: TestMember[] = []
  while (members.length < MEMBERS)
    members.push(await createMember(api, [{ shop, role: 'OWNER' }], { mfaSecret: secret }))
  await writeAuditEntries(api, shop, 2)
  const buyer = await buyerWithCart(api, shop, [3])
  const owner = await webhookRequests(api, shop)
  const webhook = await owner.create(receiver.url, ['ORDER_CANCELLED'])
  await tryDiscount(api, shop, 'camille@buyers.test')
  return {
    shop,
    bankId,
    members,
    secret,
    webhook,
    ownerHeaders: owner.headers,
    visitorId: buyer.visitorId ?? '',
    order: await placeTestOrder(api, shop),
  }
}

export type ProtectedShop = Awaited<ReturnType<typeof createProtectedShop>>

/** Signs in as one of the members with the code that the authenticator shows. */
export const signInWithCode = (api: TestApi, { members, secret }: ProtectedShop, index: number) => {
  const member = members[index]
  if (!member) throw new Error('There is no such member')
  const otp = codeAtStep(secret, Math.floor(Date.now() / 30_000))
  return trySignIn(api, { ...member, otp })
}

/** The visitor's cart, and the visitor id that the API answers with. */
export async function cartOf(api: TestApi, shop: TestShop, visitorId: string) {
  const buyer = newBuyer(api, shop, { 'x-visitor-id': visitorId })
  const { data, headers } = await buyer.request<{ cart: { id: string; totalQuantity: number } }>(
    '{ cart { id totalQuantity } }',
  )
  return { ...data.cart, visitorId: headers.get('x-visitor-id') ?? '' }
}

/** The token that the API gives for an order to whoever has this one; null if it is refused. */
export async function orderTokenOf(api: TestApi, shop: TestShop, order: { code: string; token: string }) {
  const { data } = await newBuyer(api, shop).request<{ order: { token: string } | null }>(
    'query ($code: String!, $token: String!) { order(code: $code, token: $token) { token } }',
    { code: order.code, token: order.token },
  )
  return data.order?.token ?? null
}

/** Places an order with the discount of which each address has one use. Returns the code of the error, if there is one. */
export async function tryDiscount(api: TestApi, shop: TestShop, email: string): Promise<string> {
  const buyer = await buyerWithCart(api, shop, [1])
  await applyCode(buyer, CODE)
  const { userErrors } = await placeOrder(buyer, orderInput(shop, { email }))
  return userErrors[0]?.code ?? 'OK'
}
