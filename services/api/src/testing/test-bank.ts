import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { startBankSandbox } from '../../../bank-sandbox/src/start.ts'
import { sealCredentials } from '../payment/bank/bank-credentials.ts'
import type { BankEnvironment } from '../payment/bank/bank.ts'
import { graphql, type TestApi } from './test-api.ts'
import { inShopAsOwner } from './test-order.ts'
import type { TestShop } from './test-shop.ts'

export interface TestBank {
  url: string
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  stop(): Promise<void>
}

/** The bank's side, listening on a port of its own. */
export async function startTestBank(): Promise<TestBank> {
  const sandbox = await startBankSandbox({ retrySeconds: [1] })
  return {
    ...sandbox,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(sandbox.url + path, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${response.status} ${text}`)
      return (text ? JSON.parse(text) : undefined) as T
    },
  }
}

/** Opens a Lyra contract for the shop, at the bank and on the platform. */
export async function openBankContract(
  api: TestApi,
  bank: TestBank,
  shop: TestShop,
  environment: BankEnvironment = 'PRODUCTION',
): Promise<string> {
  const id = v7()
  const siteId = String(randomInt(10_000_000, 99_999_999))
  const credentials = { siteId, testKey: `test-${shop.slug}`, productionKey: `production-${shop.slug}` }
  await inShopAsOwner(api, shop.id, [
    [
      `insert into bank_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, 'lyra', 'Banque Lyra', $3, $4, $5, $6)`,
      id,
      shop.id,
      environment,
      `${bank.url}/lyra/vads-payment/`,
      siteId,
      sealCredentials(api.app.env.bankKey, shop.id, 'lyra', credentials),
    ],
  ])
  await bank.call('POST', '/api/accounts', {
    shop: shop.slug,
    protocol: 'lyra',
    credentials: { ...credentials, mode: environment },
  })
  return id
}

export interface PlacedOrder {
  code: string
  token: string
  total: number
  headers: Record<string, string>
}

/** A buyer fills a cart and places an order, through the door. */
export async function placeTestOrder(api: TestApi, shop: TestShop, quantity = 1): Promise<PlacedOrder> {
  const url = `${api.url}/graphql`
  const added = await graphql(url, ADD, { id: shop.variants[0]?.id, quantity }, { 'x-shop-key': shop.key })
  const headers = { 'x-shop-key': shop.key, 'x-visitor-id': added.headers.get('x-visitor-id') ?? '' }
  const billingAddress = {
    firstName: 'Camille',
    lastName: 'Martin',
    line1: '1 rue de la Paix',
    postalCode: '75002',
    city: 'Paris',
    countryCode: 'FR',
  }
  const input = {
    idempotencyKey: crypto.randomUUID(),
    email: 'camille@buyers.test',
    billingAddress,
    shippingMethodId: shop.shippingMethodId,
  }
  const placed = await graphql<{
    placeOrder: {
      order: { code: string; token: string; total: { amount: number } } | null
      userErrors: unknown[]
    }
  }>(url, PLACE, { input }, headers)
  const order = placed.data?.placeOrder.order
  if (!order) throw new Error(`Not placed: ${JSON.stringify(placed.errors ?? placed.data)}`)
  return { code: order.code, token: order.token, total: order.total.amount, headers }
}

const ADD = `mutation ($id: ID!, $quantity: Int!) { addToCart(variantId: $id, quantity: $quantity) { userErrors { code } } }`
const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { order { code token total { amount } } userErrors { code field } } }`
