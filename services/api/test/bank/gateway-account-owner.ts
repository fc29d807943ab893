import { expect } from 'vitest'
import type { BankEnvironment, BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import { graphql, type TestApi } from '../api.ts'
import { CONTRACTS, placeTestOrder, configureBank, type TestBank } from './bank.ts'
import { rowsIn } from '../card.ts'
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
  name: string
  environment: BankEnvironment
  enabled: boolean
  triedAt: string | null
  fields: { name: string; isSet: boolean; value: string | null; setAt: string | null }[]
  testPayment: TestPayment | null
}
interface Answer {
  gatewayAccount: Account | null
  redirect: Redirect | null
  testPayment: TestPayment | null
  userErrors: { code: string; field: string[] | null }[]
}

export const ACCOUNT = `id name environment enabled triedAt fields { name isSet value setAt }
  testPayment { id status notifiedAt refusals { reason advice } }`
export const ADD = `mutation ($input: AddGatewayAccountInput!) {
  answer: addGatewayAccount(input: $input) { gatewayAccount { ${ACCOUNT} } userErrors { code field } } }`
export const CHANGE = `mutation ($input: ChangeGatewayAccountInput!) {
  answer: changeGatewayAccount(input: $input) { gatewayAccount { ${ACCOUNT} } userErrors { code field } } }`
export const TRY = `mutation ($id: ID!, $accept: Boolean!) { answer: startTestPayment(id: $id, acceptRealPayment: $accept) {
  redirect { method url fields { name value } } testPayment { id status notifiedAt } userErrors { code field } } }`
export const byId = (name: string) =>
  `mutation ($id: ID!) { answer: ${name}(id: $id) { userErrors { code field } } }`

/** As long as Lyra's own. */
const LYRA_KEYS = { testKey: '0123456789abcdef', productionKey: 'fedcba9876543210' }

export type GatewayAccountTestOptions = [
  protocol?: BankProtocolName,
  environment?: BankEnvironment,
  wishes?: ShopOptions,
]

/** A shop, its owner at work on its banks, and a contract with one of them. */
export async function openGatewayAccountTest(
  api: TestApi,
  bank: TestBank,
  ...[protocol = 'lyra', environment = 'TEST', wishes = {}]: GatewayAccountTestOptions
) {
  const shop = await createShop(api, wishes)
  const headers = await headersOf(api, shop, 'OWNER')
  const contract = await CONTRACTS[protocol](bank, shop, environment)
  if (protocol === 'lyra') Object.assign(contract.credentials, LYRA_KEYS)
  await configureBank(api, bank, shop, protocol, { ...contract.credentials, mode: environment })

  const desk = {
    shop,
    headers,
    contract,
    environment,
    async ask(query: string, variables: Record<string, unknown>): Promise<Answer> {
      const { data, errors } = await merchant<{ answer: Answer }>(api, query, variables, headers)
      expect(errors).toBeUndefined()
      return data.answer
    },
    input: (change: object = {}) => ({
      input: {
        protocol,
        name: 'Ma banque',
        environment,
        paymentUrl: `${bank.url}${contract.path}`,
        fields: Object.entries(contract.credentials).map(([name, value]) => ({ name, value })),
        ...change,
      },
    }),
    async show(id: string, language?: string): Promise<Account | null> {
      const query = `query ($id: ID!) { gatewayAccount(id: $id) { ${ACCOUNT} } }`
      const inLanguage = { ...headers, ...(language && { 'accept-language': language }) }
      return (await merchant<{ gatewayAccount: Account | null }>(api, query, { id }, inLanguage)).data
        .gatewayAccount
    },
    rows: <T>(sql: string, ...params: unknown[]): Promise<T[]> => rowsIn<T>(api, shop, sql, ...params),
    async add(): Promise<string> {
      const { gatewayAccount, userErrors } = await desk.ask(ADD, desk.input())
      expect(userErrors).toEqual([])
      return gatewayAccount?.id ?? ''
    },
    /** The test payment's payment at the bank, or null when the bank refused the form. */
    async tryBank(id: string): Promise<string | null> {
      const { redirect, userErrors } = await desk.ask(TRY, { id, accept: true })
      expect(userErrors).toEqual([])
      return submit(redirect)
    },
    decide: (payment: string | null, outcome: string, misbehaviour?: object) =>
      bank.call('POST', `/api/payments/${payment}/decide`, {
        outcome,
        ...(misbehaviour && { misbehaviour }),
      }),
    /** A buyer leaves for the bank: the payment there, and how its order stands. */
    async leave(bankId: string) {
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
      const status = () =>
        desk.rows<{ status: string }>('select status from "order" where code = $1', order.code)
      return {
        payment: await submit(data.payByBank.redirect),
        status: async () => (await status())[0]?.status,
      }
    },
    /** What the shop's buyers are offered. */
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
  return desk
}

/** Submits the form as a browser does: the bank's payment, or none when the bank refused the form. */
async function submit(redirect: Redirect | null): Promise<string | null> {
  const fields = (redirect?.fields ?? []).map(({ name, value }): [string, string] => [name, value])
  const response = await fetch(redirect?.url ?? '', {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return response.headers.get('location')?.split('/').at(-1) ?? null
}
