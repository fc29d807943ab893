import { expect } from 'vitest'
import type { BankEnvironment, BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import { graphql, type TestApi } from '../api.ts'
import { newContract, placeTestOrder, configureBank, type TestBank } from './bank.ts'
import { queryInShop } from '../sql.ts'
import { merchant, headersOf } from '../member.ts'
import { createShop, type ShopOptions } from '../shop.ts'

export interface Redirect {
  method: string
  url: string
  fields: { name: string; value: string }[]
}
interface TestPayment {
  id: string
  status: string
  notifiedAt: string | null
  refusals: { reason: string; advice: string }[]
}
interface Account {
  id: string
  version: string
  name: string
  environment: BankEnvironment
  enabled: boolean
  triedAt: string | null
  fields: { name: string; isSet: boolean; value: string | null; setAt: string | null }[]
  testPayment: TestPayment | null
}
interface Payload {
  gatewayAccount: Account | null
  redirect: Redirect | null
  testPayment: TestPayment | null
  userErrors: { code: string; field: string[] | null }[]
}

export const ACCOUNT = `id version name environment enabled triedAt fields { name isSet value setAt }
  testPayment { id status notifiedAt refusals { reason advice } }`
export const ADD = `mutation ($input: AddGatewayAccountInput!) {
  payload: addGatewayAccount(input: $input) { gatewayAccount { ${ACCOUNT} } userErrors { code field } } }`
export const CHANGE = `mutation ($input: ChangeGatewayAccountInput!) {
  payload: changeGatewayAccount(input: $input) { gatewayAccount { ${ACCOUNT} } userErrors { code field } } }`
export const START_TEST_PAYMENT = `mutation ($id: ID!, $accept: Boolean!) {
  payload: startTestPayment(id: $id, acceptRealPayment: $accept) {
    redirect { method url fields { name value } } testPayment { id status notifiedAt } userErrors { code field } } }`
/** A mutation that takes only the account's id. */
export const mutationById = (name: string) =>
  `mutation ($id: ID!) { payload: ${name}(id: $id) { userErrors { code field } } }`

/** Keys in Lyra's format. */
const LYRA_KEYS = { testKey: '0123456789abcdef', productionKey: 'fedcba9876543210' }

export type GatewayAccountOwnerOptions = [
  protocol?: BankProtocolName,
  environment?: BankEnvironment,
  shopOptions?: ShopOptions,
]

/** A shop's owner who configures gateway accounts over HTTP, and a contract at a bank. */
export async function createGatewayAccountOwner(
  api: TestApi,
  bank: TestBank,
  ...[protocol = 'lyra', environment = 'TEST', shopOptions = {}]: GatewayAccountOwnerOptions
) {
  const shop = await createShop(api, shopOptions)
  const headers = await headersOf(api, shop, 'OWNER')
  const contract = await newContract[protocol](bank, shop, environment)
  if (protocol === 'lyra') Object.assign(contract.credentials, LYRA_KEYS)
  await configureBank(api, bank, shop, protocol, { ...contract.credentials, mode: environment })

  const owner = {
    shop,
    headers,
    contract,
    environment,
    /** Sends a mutation whose payload has the alias `payload`. */
    async mutate(query: string, variables: Record<string, unknown>): Promise<Payload> {
      const { data, errors } = await merchant<{ payload: Payload }>(api, query, variables, headers)
      expect(errors).toBeUndefined()
      return data.payload
    },
    /** Variables of ADD. */
    newAccount: (changes: object = {}) => ({
      input: {
        protocol,
        name: 'Ma banque',
        environment,
        paymentUrl: `${bank.url}${contract.path}`,
        fields: Object.entries(contract.credentials).map(([name, value]) => ({ name, value })),
        ...changes,
      },
    }),
    async findAccount(id: string, language?: string): Promise<Account | null> {
      const query = `query ($id: ID!) { gatewayAccount(id: $id) { ${ACCOUNT} } }`
      const inLanguage = { ...headers, ...(language && { 'accept-language': language }) }
      return (await merchant<{ gatewayAccount: Account | null }>(api, query, { id }, inLanguage)).data
        .gatewayAccount
    },
    rows: <T>(sql: string, ...params: unknown[]): Promise<T[]> => queryInShop<T>(api, shop, sql, ...params),
    /** Adds a gateway account and returns its id. */
    async add(): Promise<string> {
      const { gatewayAccount, userErrors } = await owner.mutate(ADD, owner.newAccount())
      expect(userErrors).toEqual([])
      return gatewayAccount?.id ?? ''
    },
    async enable(id: string): Promise<void> {
      expect((await owner.mutate(mutationById('enableGatewayAccount'), { id })).userErrors).toEqual([])
    },
    /** Starts a test payment and returns the bank's payment id, or null if the bank rejects the form. */
    async startTestPayment(id: string): Promise<string | null> {
      const { redirect, userErrors } = await owner.mutate(START_TEST_PAYMENT, { id, accept: true })
      expect(userErrors).toEqual([])
      return submit(redirect)
    },
    decide: (payment: string | null, outcome: string, misbehaviour?: object) =>
      bank.call('POST', `/api/payments/${payment}/decide`, {
        outcome,
        ...(misbehaviour && { misbehaviour }),
      }),
    /**
     * Places an order as a buyer and opens the bank's page; returns the bank's payment id and a function that reads the
     * order's status.
     */
    async startOrderPayment(bankId: string) {
      const order = await placeTestOrder(api, shop)
      const query = `mutation ($input: PayByBankInput!) { payByBank(input: $input) { redirect { method url fields { name value } } } }`
      const input = {
        orderCode: order.code,
        orderToken: order.token,
        bankId,
        returnUrl: `${shop.origin}/back`,
      }
      const { data } = await graphql<{ payByBank: { redirect: Redirect } }>(
        `${api.url}/graphql`,
        query,
        { input },
        order.headers,
      )
      const orderStatus = async () => {
        const [row] = await owner.rows<{ status: string }>(
          'select status from "order" where code = $1',
          order.code,
        )
        return row?.status
      }
      return { payment: await submit(data.payByBank.redirect), orderStatus }
    },
    /** Payment modes and banks that the storefront API offers to buyers. */
    async storefront() {
      const query = '{ shop { paymentModes banks { id name } } }'
      const { data } = await graphql<{ shop: { paymentModes: string[]; banks: { name: string }[] } }>(
        `${api.url}/graphql`,
        query,
        {},
        { 'x-shop-key': shop.key },
      )
      return data.shop
    },
  }
  return owner
}

/** Submits the form as a browser does. Returns the bank's payment id, or null if the bank rejects the form. */
async function submit(redirect: Redirect | null): Promise<string | null> {
  const fields = (redirect?.fields ?? []).map(({ name, value }): [string, string] => [name, value])
  const response = await fetch(redirect?.url ?? '', {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return response.headers.get('location')?.split('/').at(-1) ?? null
}
