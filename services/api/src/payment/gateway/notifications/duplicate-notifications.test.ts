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
type ExpectedResponse = [status: number, body: string]

/** Responses that each bank expects to a notification that is received or refused. */
const RESPONSES: Record<BankProtocolName, { received: ExpectedResponse; refused: ExpectedResponse }> = {
  lyra: { received: [200, 'OK'], refused: [400, 'REFUSED'] },
  paybox: { received: [200, ''], refused: [400, ''] },
  monetico: { received: [200, 'version=2\ncdr=0\n'], refused: [200, 'version=2\ncdr=1\n'] },
  sips: { received: [200, 'OK'], refused: [400, 'REFUSED'] },
}

async function notify(id: string, body: object): Promise<Delivery[]> {
  return (await bank.call<{ deliveries: Delivery[] }>('POST', `/api/payments/${id}/notify`, body)).deliveries
}

/** Sends the same bytes again from the test, which can read the response headers. */
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
  const { received, refused } = RESPONSES[protocol]
  let contract: TestContract
  beforeAll(async () => {
    contract = await createTestContract(api, bank, protocol)
  })

  test('acknowledges fifty concurrent copies of a notification and records one payment', async () => {
    const before = await bankRecordsOf(api, contract.shop)
    const { order, id } = await startBankPayment(api, bank, contract)
    const deliveries = await notify(id, { outcome: 'paid', copies: COPIES, concurrent: true })
    const responses: ExpectedResponse[] = []
    // A slow machine may respond 503 to some, which the bank would send again.
    for (const delivery of deliveries) {
      const retried = delivery.status === 503 ? await sendAgain(delivery) : null
      responses.push(retried ? [retried.status, await retried.text()] : [delivery.status, delivery.answer])
    }
    expect(responses).toEqual(Array.from({ length: COPIES }, () => received))
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

  test('responds with exactly the body and headers that the bank expects', async () => {
    const { id } = await startBankPayment(api, bank, contract)
    const [genuine] = await notify(id, { outcome: 'paid' })
    const [forged] = await notify(id, { outcome: 'paid', tamper: 'forged' })
    for (const [delivery, expected] of [
      [genuine, received],
      [forged, refused],
    ] as const) {
      const response = await sendAgain(delivery as Delivery)
      expect([response.status, await response.text()]).toEqual(expected)
      expect(response.headers.get('content-type')).toBe('text/plain')
      expect(response.headers.get('pragma')).toBe(protocol === 'monetico' ? 'no-cache' : null)
    }
  })
})
