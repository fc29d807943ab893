import { expect } from 'vitest'
import type { BankProtocolName, BankRedirect } from '../../src/payment/gateway/bank-protocol.ts'
import { protocolNames } from '../../src/payment/gateway/protocols/protocols.ts'
import type { TestApi } from '../api.ts'
import { startApiAndBank, type ApiAndBank, type PlacedOrder, type TestBank } from './bank.ts'
import {
  bankRecordsOf,
  bankStateOf,
  startBankPayment,
  createTestContract,
  sendForm,
  type BankRecords,
  type BankState,
  type TestContract,
} from './bank-payment.ts'

export interface Delivery {
  method: 'GET' | 'POST'
  sent: string
  accepted: boolean
}

/** A payment that a buyer has started at the bank; `id` is the bank's id for it. */
export interface StartedPayment {
  contract: TestContract
  order: PlacedOrder
  id: string
}

/** An API, a bank and a shop with a contract for every protocol, to send genuine and forged messages. */
export class BankTestBench {
  readonly api: TestApi
  readonly bank: TestBank
  readonly stop: () => Promise<void>
  readonly #contracts = new Map<BankProtocolName, TestContract>()

  private constructor({ api, bank, stop }: ApiAndBank) {
    this.api = api
    this.bank = bank
    this.stop = stop
  }

  static async start(): Promise<BankTestBench> {
    const bench = new BankTestBench(await startApiAndBank())
    for (const protocol of protocolNames) {
      // The bank uses another shop's payment for messages tampered with `shop` or `reference`.
      await startBankPayment(bench.api, bench.bank, await createTestContract(bench.api, bench.bank, protocol))
      bench.#contracts.set(protocol, await createTestContract(bench.api, bench.bank, protocol))
    }
    return bench
  }

  async startPayment(protocol: BankProtocolName): Promise<StartedPayment> {
    const contract = this.#contracts.get(protocol)
    if (!contract) throw new Error(`No contract for ${protocol}`)
    return { contract, ...(await startBankPayment(this.api, this.bank, contract)) }
  }

  /** Makes the bank notify the shop, by default of a payment. */
  async notify({ id }: StartedPayment, options: object = {}): Promise<Delivery[]> {
    const path = `/api/payments/${id}/notify`
    const body = { outcome: 'paid', ...options }
    return (await this.bank.call<{ deliveries: Delivery[] }>('POST', path, body)).deliveries
  }

  /** A genuine notification that the bank sends to a closed port instead of the shop. */
  async interceptNotification(payment: StartedPayment): Promise<Delivery> {
    const [delivery] = await this.notify(payment, { url: 'http://127.0.0.1:9/' })
    if (!delivery) throw new Error('The bank sent no notification')
    return delivery
  }

  callbackUrl({ contract: { protocol, shop } }: StartedPayment, callback = 'notify'): string {
    return `${this.api.url}/bank/${protocol}/${callback}/${shop.slug}`
  }

  /** Sends a message to the shop's notification URL. */
  send(payment: StartedPayment, method: 'GET' | 'POST', text: string, query = ''): Promise<Response> {
    const url = this.callbackUrl(payment)
    if (method === 'GET') return fetch(`${url}?${text}`)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return fetch(url + query, { method, body: text, headers })
  }

  /** The buyer's browser returns to the shop. */
  async returnToShop({ id }: StartedPayment): Promise<Response> {
    return sendForm(await this.bank.call<BankRedirect>('POST', `/api/payments/${id}/return`))
  }

  stateOf({ contract, order }: StartedPayment): Promise<BankState> {
    return bankStateOf(this.api, contract.shop, order)
  }

  recordsOf({ contract }: StartedPayment): Promise<BankRecords> {
    return bankRecordsOf(this.api, contract.shop)
  }

  async expectUnpaid(
    payment: StartedPayment,
    attemptStatus = 'OPEN',
    unmatchedPayments: string[] = [],
  ): Promise<void> {
    expect(await this.stateOf(payment), payment.contract.protocol).toMatchObject({
      status: 'PENDING_PAYMENT',
      isPaid: false,
      attempts: [attemptStatus],
      unmatchedPayments,
    })
  }

  async expectPaidOnce(payment: StartedPayment): Promise<void> {
    expect(await this.stateOf(payment), payment.contract.protocol).toEqual({
      status: 'PAID',
      isPaid: true,
      attempts: ['PAID'],
      unmatchedPayments: [],
      mails: ['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE:PAID'],
    })
  }

  /** Expects that `action` changes nothing and adds one refused notification. */
  async expectRefused(payment: StartedPayment, action: () => Promise<unknown>): Promise<void> {
    const before = (await this.recordsOf(payment)).refused.length
    await action()
    await this.expectUnpaid(payment)
    expect((await this.recordsOf(payment)).refused.length).toBe(before + 1)
  }
}
