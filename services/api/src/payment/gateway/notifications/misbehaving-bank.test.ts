import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { misbehaviours, type Case, type OpenedPayment } from '../../../../test/bank/misbehaviours.ts'
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
import { changeIn } from '../../../../test/card.ts'
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

const ROWS = [
  ['"order"', ['placed_at', 'status_since', 'paid_at']],
  ['payment_attempt', ['opened_at', 'updated_at']],
  ['bank_notification', ['received_at']],
] as const

async function letADayPass(contract: TestContract): Promise<void> {
  for (const [table, columns] of ROWS) {
    const moved = columns.map((column) => `${column} = ${column} - interval '1 day'`)
    await changeIn(api, contract.shop, `update ${table} set ${moved.join(', ')}`)
  }
}

interface Shown {
  deliveries: { accepted: boolean }[]
}
const look = (id: string) => bank.call<Shown>('GET', `/api/payments/${id}`)

/** The payment as its table drives it: through the sandbox's own doors. */
function drive(contract: TestContract, order: PlacedOrder, id: string, elsewhere: string): OpenedPayment {
  return {
    protocol: contract.protocol,
    elsewhere,
    decide: (outcome, misbehaviour = {}) =>
      bank.call('POST', `/api/payments/${id}/decide`, { outcome, misbehaviour }),
    notify: (options) => bank.call('POST', `/api/payments/${id}/notify`, options),
    async leave() {
      const back = await sendForm(await bank.call<BankRedirect>('POST', `/api/payments/${id}/return`))
      expect(back.status).toBe(303)
      expect(back.headers.get('location')).toBe(`${contract.shop.origin}/return?order=${order.code}`)
    },
    sent: (count) => expect.poll(async () => (await look(id)).deliveries.length).toBe(count),
    aDayPasses: () => letADayPass(contract),
  }
}

const answerOf = (answers: boolean[]) =>
  answers.length === 0
    ? 'nothing'
    : answers.every(Boolean)
      ? 'received'
      : answers.some(Boolean)
        ? 'both'
        : 'refused'

async function walk(contract: TestContract, bystander: TestContract, { happens, ends }: Case): Promise<void> {
  const { shop, protocol } = contract
  const before = await bankRecordsOf(api, shop)
  const elsewhereBefore = await bankRecordsOf(api, bystander.shop)
  const { order, id } = await startBankPayment(api, bank, contract, QUANTITY)
  await happens(drive(contract, order, id, `${api.url}/bank/${protocol}/notify/${bystander.shop.slug}`))

  const end = typeof ends === 'function' ? ends(protocol) : ends
  const state = await bankStateOf(api, shop, order)
  const isOptional = (mail: string) => end.perhaps?.includes(mail) ?? false
  expect({ ...state, mails: state.mails.filter((mail) => !isOptional(mail)).sort() }).toEqual({
    status: end.status,
    isPaid: end.isPaid,
    attempts: end.attempts,
    unmatchedPayments: end.unmatchedPayments ?? [],
    mails: [...end.mails].sort(),
  })
  const after = await bankRecordsOf(api, shop)
  const refused = after.refused.slice(before.refused.length)
  expect(refused).toEqual(end.refused ? [expect.stringMatching(end.refused)] : [])
  expect(after.strays.slice(before.strays.length)).toEqual(end.strays ?? [])
  expect(after.inbox - before.inbox).toBe(end.inbox)
  expect(before.available - after.available).toBe(QUANTITY)
  expect(answerOf((await look(id)).deliveries.map(({ accepted }) => accepted))).toBe(end.answered)

  const elsewhereAfter = await bankRecordsOf(api, bystander.shop)
  const found = (records: typeof after) => records.refused.length + records.strays.length
  expect(found(elsewhereAfter) - found(elsewhereBefore)).toBe(end.isFoundElsewhere ? 1 : 0)
}

const SHOPS = protocolNames.flatMap((protocol) =>
  (['PRODUCTION', 'TEST'] as const).map((environment) => ({ protocol, environment })),
)

describe.each(SHOPS)('$protocol in $environment', ({ protocol, environment }) => {
  let contract: TestContract
  let bystander: TestContract
  let theirs: PlacedOrder

  beforeAll(async () => {
    bystander = await createTestContract(api, bank, protocol, { environment })
    contract = await createTestContract(api, bank, protocol, { environment })
    theirs = (await startBankPayment(api, bank, bystander)).order
  })

  test.each(casesOf(environment))('$setting: $name', (one) => walk(contract, bystander, one))

  test('and of all this the shop beside it noticed nothing', async () => {
    expect(await bankStateOf(api, bystander.shop, theirs)).toEqual({
      status: 'PENDING_PAYMENT',
      isPaid: false,
      attempts: ['OPEN'],
      unmatchedPayments: [],
      mails: [],
    })
  })
})

/** Where no money moves, what differs from production is enough. */
function casesOf(environment: BankEnvironment): typeof misbehaviours {
  const isEnough = ({ setting, name }: (typeof misbehaviours)[number]) =>
    setting === 'tamper' && ['none', 'mode', 'forged'].includes(name)
  return environment === 'PRODUCTION' ? misbehaviours : misbehaviours.filter(isEnough)
}
