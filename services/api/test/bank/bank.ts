import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { startBankSandbox } from '../../../bank-sandbox/src/start.ts'
import { encryptCredentials } from '../../src/payment/gateway/accounts/gateway-credentials.ts'
import type { BankEnvironment, BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import { graphql, startTestApi, type TestApi } from '../api.ts'
import { executeAllInShop } from '../sql.ts'
import type { TestShop } from '../shop.ts'

export interface TestBank {
  url: string
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  stop(): Promise<void>
}

/** Starts the bank sandbox on a free port. */
export async function startTestBank(retrySeconds: readonly number[] = [1]): Promise<TestBank> {
  // A long response timeout, so that a slow machine does not cause retries.
  const sandbox = await startBankSandbox({ retrySeconds, answerSeconds: 60 })
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

export interface ApiAndBank {
  api: TestApi
  bank: TestBank
  stop(): Promise<void>
}

/** Starts an API and a bank that can call it. */
export async function startApiAndBank(retrySeconds: readonly number[] = []): Promise<ApiAndBank> {
  const api = await startTestApi({ LOG_LEVEL: 'error' })
  api.app.env.apiUrl = api.url
  const bank = await startTestBank(retrySeconds)
  return {
    api,
    bank,
    async stop() {
      await bank.stop()
      await api.stop()
    },
  }
}

/** What the bank and its merchant agree on. */
export interface BankContract {
  /** Path of the bank's payment page. */
  path: string
  identity: string
  credentials: Record<string, string>
}

const digits = (length: number): string =>
  Array.from({ length }, (_, place) => (place === 0 ? randomInt(1, 10) : randomInt(10))).join('')

/** Makes a contract with a new identity and new keys, by protocol. */
export const newContract: Record<
  BankProtocolName,
  (bank: TestBank, shop: TestShop, environment: BankEnvironment) => BankContract | Promise<BankContract>
> = {
  lyra(_bank, shop) {
    const siteId = digits(8)
    const credentials = { siteId, testKey: `test-${shop.slug}`, productionKey: `production-${shop.slug}` }
    return { path: '/lyra/vads-payment/', identity: siteId, credentials }
  },
  async paybox(bank, _shop, environment) {
    const [site, rang, identifiant] = [digits(7), digits(2), digits(9)]
    const publicKey = await (await fetch(`${bank.url}/api/paybox/public-key`)).text()
    const hmacKey = randomBytes(64).toString('hex')
    const server = environment === 'TEST' ? '/paybox/preprod' : '/paybox'
    return {
      path: `${server}/cgi/MYchoix_pagepaiement.cgi`,
      identity: `${site}/${rang}`,
      credentials: { site, rang, identifiant, hmacKey, publicKey },
    }
  },
  monetico(_bank, _shop, environment) {
    const tpe = digits(7)
    const credentials = { tpe, societe: 'societe', key: randomBytes(20).toString('hex') }
    const server = environment === 'TEST' ? '/monetico/test' : '/monetico'
    return { path: `${server}/paiement.cgi`, identity: tpe, credentials }
  },
  sips(_bank, shop, environment) {
    const merchantId = digits(15)
    const credentials = { merchantId, secretKey: `secret-${shop.slug}`, keyVersion: '1' }
    const server = environment === 'TEST' ? '/sips/simu' : '/sips'
    return { path: `${server}/paymentInit`, identity: merchantId, credentials }
  },
}

/** Creates a gateway account for the shop and configures the same contract at the bank. Returns the account's id. */
export async function createGatewayAccount(
  api: TestApi,
  bank: TestBank,
  shop: TestShop,
  environment: BankEnvironment = 'PRODUCTION',
  protocol: BankProtocolName = 'lyra',
  contract: BankContract | Promise<BankContract> = newContract[protocol](bank, shop, environment),
): Promise<string> {
  const id = v7()
  const { path, identity, credentials } = await contract
  await executeAllInShop(api, shop, [
    [
      `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      id,
      shop.id,
      protocol,
      `Banque ${protocol}`,
      environment,
      `${bank.url}${path}`,
      identity,
      encryptCredentials(api.app.env.bankKeys, shop.id, protocol, credentials),
    ],
  ])
  await configureBank(api, bank, shop, protocol, { ...credentials, mode: environment })
  return id
}

/** Configures a shop's contract at the bank. */
export const configureBank = (
  api: TestApi,
  bank: TestBank,
  shop: TestShop,
  protocol: BankProtocolName,
  credentials: Record<string, string>,
): Promise<unknown> =>
  bank.call('POST', '/api/accounts', {
    shop: shop.slug,
    protocol,
    notifyUrl: `${api.app.env.apiUrl}/bank/${protocol}/notify/${shop.slug}`,
    credentials,
  })

export interface PlacedOrder {
  code: string
  token: string
  total: number
  headers: Record<string, string>
}

/** Fills a cart and places an order over HTTP. */
export async function placeTestOrder(api: TestApi, shop: TestShop, quantity = 1): Promise<PlacedOrder> {
  const url = `${api.url}/graphql`
  const added = await graphql<{ addToCart: { userErrors: unknown[] } }>(
    url,
    ADD,
    { id: shop.variants[0]?.id, quantity },
    { 'x-shop-key': shop.key },
  )
  if (added.data?.addToCart.userErrors.length !== 0)
    throw new Error(`addToCart failed: ${JSON.stringify(added.errors ?? added.data)}`)
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
  if (!order) throw new Error(`placeOrder failed: ${JSON.stringify(placed.errors ?? placed.data)}`)
  return { code: order.code, token: order.token, total: order.total.amount, headers }
}

const ADD = `mutation ($id: ID!, $quantity: Int!) { addToCart(variantId: $id, quantity: $quantity) { userErrors { code } } }`
const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { order { code token total { amount } } userErrors { code field } } }`
