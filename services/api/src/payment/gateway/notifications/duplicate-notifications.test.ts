import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../../../test/api.ts'
import { startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'
import {
  bankRecordsOf,
  bankStateOf,
  startBankPayment,
  createTestContract,
  type TestContract,
} from '../../../../test/bank/bank-payment.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolNames } from '../protocols/protocols.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank())
})
afterAll(() => stop?.())

interface Delivery {
  method: string
  url: string
  sent: string
  status: number
  answer: string
}
type Answer = [status: number, body: string]

/** What each bank reads: to a notification that was taken, and to one that was not believed. */
const ANSWERS: Record<BankProtocolName, { received: Answer; refused: Answer }> = {
  lyra: { received: [200, 'OK'], refused: [400, 'REFUSED'] },
  paybox: { received: [200, ''], refused: [400, ''] },
  monetico: { received: [200, 'version=2\ncdr=0\n'], refused: [200, 'version=2\ncdr=1\n'] },
  sips: { received: [200, 'OK'], refused: [400, 'REFUSED'] },
}

async function notify(id: string, body: object): Promise<Delivery[]> {
  return (await bank.call<{ deliveries: Delivery[] }>('POST', `/api/payments/${id}/notify`, body)).deliveries
}

/** The same bytes once more, by a hand that sees the headers. */
function sendAgain({ method, url, sent }: Delivery): Promise<Response> {
  if (method === 'GET') return fetch(`${url}?${sent}`)
  return fetch(url, {
    method,
    body: sent,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

const COPIES = 50

describe.each(protocolNames)('%s', (protocol) => {
  const { received, refused } = ANSWERS[protocol]
  let contract: TestContract
  beforeAll(async () => {
    contract = await createTestContract(api, bank, protocol)
  })

  test('fifty copies at the same time are one payment, and fifty right answers', async () => {
    const before = await bankRecordsOf(api, contract.shop)
    const { order, id } = await startBankPayment(api, bank, contract)
    const deliveries = await notify(id, { outcome: 'paid', copies: COPIES, concurrent: true })
    const answers: Answer[] = []
    // A slow machine may be too busy for some, whom the bank asks again.
    for (const delivery of deliveries) {
      const again = delivery.status === 503 ? await sendAgain(delivery) : null
      answers.push(again ? [again.status, await again.text()] : [delivery.status, delivery.answer])
    }
    expect(answers).toEqual(Array.from({ length: COPIES }, () => received))
    expect(await bankStateOf(api, contract.shop, order)).toEqual({
      status: 'PAID',
      isPaid: true,
      attempts: ['PAID'],
      unmatchedPayments: [],
      mails: ['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE:PAID'],
    })
    expect(await bankRecordsOf(api, contract.shop)).toEqual({
      ...before,
      inbox: before.inbox + 1,
      available: before.available - 1,
    })
  }, 60_000)

  test('the answers are the bank’s own to the letter, headers too', async () => {
    const { id } = await startBankPayment(api, bank, contract)
    const [right] = await notify(id, { outcome: 'paid' })
    const [forged] = await notify(id, { outcome: 'paid', tamper: 'forged' })
    for (const [delivery, wanted] of [
      [right, received],
      [forged, refused],
    ] as const) {
      const response = await sendAgain(delivery as Delivery)
      expect([response.status, await response.text()]).toEqual(wanted)
      expect(response.headers.get('content-type')).toBe('text/plain')
      expect(response.headers.get('pragma')).toBe(protocol === 'monetico' ? 'no-cache' : null)
    }
  })
})
