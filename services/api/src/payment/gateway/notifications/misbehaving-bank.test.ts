import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  misbehaviourCases,
  type MisbehaviourCase,
  type StartedPayment,
} from '../../../../test/bank/misbehaviours.ts'
import type { TestApi } from '../../../../test/api.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../../test/bank/bank.ts'
import {
  bankRecordsOf,
  bankStateOf,
  startBankPayment,
  createTestContract,
  sendForm,
  type TestContract,
} from '../../../../test/bank/bank-payment.ts'
import { executeInShop } from '../../../../test/sql.ts'
import type { BankEnvironment, BankRedirect } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank())
})
afterAll(() => stop?.())

const QUANTITY = 2

const TIMESTAMPS = [
  ['"order"', ['placed_at', 'status_since', 'paid_at']],
  ['payment_attempt', ['opened_at', 'updated_at']],
  ['bank_notification', ['received_at']],
] as const

async function letADayPass(contract: TestContract): Promise<void> {
  for (const [table, columns] of TIMESTAMPS) {
    const assignments = columns.map((column) => `${column} = ${column} - interval '1 day'`)
    await executeInShop(api, contract.shop, `update ${table} set ${assignments.join(', ')}`)
  }
}

interface BankPayment {
  deliveries: { accepted: boolean }[]
}
const findBankPayment = (id: string) => bank.call<BankPayment>('GET', `/api/payments/${id}`)

/** Controls the payment through the sandbox's HTTP API. */
function controlPayment(
  contract: TestContract,
  order: PlacedOrder,
  id: string,
  otherNotifyUrl: string,
): StartedPayment {
  return {
    protocol: contract.protocol,
    otherNotifyUrl,
    decide: (outcome, misbehaviour = {}) =>
      bank.call('POST', `/api/payments/${id}/decide`, { outcome, misbehaviour }),
    notify: (options) => bank.call('POST', `/api/payments/${id}/notify`, options),
    async returnToShop() {
      const response = await sendForm(await bank.call<BankRedirect>('POST', `/api/payments/${id}/return`))
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`${contract.shop.origin}/return?order=${order.code}`)
    },
    waitForDeliveries: (count) =>
      expect.poll(async () => (await findBankPayment(id)).deliveries.length).toBe(count),
    letADayPass: () => letADayPass(contract),
  }
}

const summarize = (accepted: boolean[]) =>
  accepted.length === 0
    ? 'none'
    : accepted.every(Boolean)
      ? 'received'
      : accepted.some(Boolean)
        ? 'both'
        : 'refused'

async function expectResult(
  contract: TestContract,
  other: TestContract,
  { run, result }: MisbehaviourCase,
): Promise<void> {
  const { shop, protocol } = contract
  const before = await bankRecordsOf(api, shop)
  const otherBefore = await bankRecordsOf(api, other.shop)
  const { order, id } = await startBankPayment(api, bank, contract, QUANTITY)
  await run(controlPayment(contract, order, id, `${api.url}/bank/${protocol}/notify/${other.shop.slug}`))

  const expected = typeof result === 'function' ? result(protocol) : result
  const state = await bankStateOf(api, shop, order)
  const isOptional = (mail: string) => expected.optionalMails?.includes(mail) ?? false
  expect({ ...state, mails: state.mails.filter((mail) => !isOptional(mail)).sort() }).toEqual({
    status: expected.status,
    isPaid: expected.isPaid,
    attempts: expected.attempts,
    unmatchedPayments: expected.unmatchedPayments ?? [],
    mails: [...expected.mails].sort(),
  })
  const after = await bankRecordsOf(api, shop)
  const refused = after.refused.slice(before.refused.length)
  expect(refused).toEqual(expected.refused ? [expect.stringMatching(expected.refused)] : [])
  expect(after.unmatchedWithoutOrder.slice(before.unmatchedWithoutOrder.length)).toEqual(
    expected.unmatchedWithoutOrder ?? [],
  )
  expect(after.inbox - before.inbox).toBe(expected.inbox)
  expect(before.available - after.available).toBe(QUANTITY)
  expect(summarize((await findBankPayment(id)).deliveries.map(({ accepted }) => accepted))).toBe(
    expected.response,
  )

  const otherAfter = await bankRecordsOf(api, other.shop)
  const count = (records: typeof after) => records.refused.length + records.unmatchedWithoutOrder.length
  expect(count(otherAfter) - count(otherBefore)).toBe(expected.isRecordedInOtherShop ? 1 : 0)
}

const SHOPS = protocolNames.flatMap((protocol) =>
  (['PRODUCTION', 'TEST'] as const).map((environment) => ({ protocol, environment })),
)

describe.each(SHOPS)('$protocol in $environment', ({ protocol, environment }) => {
  let contract: TestContract
  let other: TestContract
  let otherOrder: PlacedOrder

  beforeAll(async () => {
    other = await createTestContract(api, bank, protocol, { environment })
    contract = await createTestContract(api, bank, protocol, { environment })
    otherOrder = (await startBankPayment(api, bank, other)).order
  })

  test.each(casesFor(environment))('$setting: $name', (misbehaviourCase) =>
    expectResult(contract, other, misbehaviourCase),
  )

  test('none of these cases changes another shop’s order', async () => {
    expect(await bankStateOf(api, other.shop, otherOrder)).toEqual({
      status: 'PENDING_PAYMENT',
      isPaid: false,
      attempts: ['OPEN'],
      unmatchedPayments: [],
      mails: [],
    })
  })
})

/** In the test environment, runs only the cases that are handled differently in production. */
function casesFor(environment: BankEnvironment): typeof misbehaviourCases {
  const isTestCase = ({ setting, name }: (typeof misbehaviourCases)[number]) =>
    setting === 'tamper' && ['none', 'mode', 'forged'].includes(name)
  return environment === 'PRODUCTION' ? misbehaviourCases : misbehaviourCases.filter(isTestCase)
}
