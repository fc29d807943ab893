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
  type BankState,
  type TestContract,
} from './bank-payment.ts'

export interface Delivery {
  method: 'GET' | 'POST'
  sent: string
  accepted: boolean
}

export interface Opened {
  contract: TestContract
  order: PlacedOrder
  id: string
}

/** An API, a bank and a contract of every protocol, for hands that try what they should not. */
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
    const probe = new BankTestBench(await startApiAndBank())
    for (const protocol of protocolNames) {
      // Another shop's payment, for messages that name it.
      await startBankPayment(probe.api, probe.bank, await createTestContract(probe.api, probe.bank, protocol))
      probe.#contracts.set(protocol, await createTestContract(probe.api, probe.bank, protocol))
    }
    return probe
  }

  /** A buyer has left for the bank's page. */
  async open(protocol: BankProtocolName): Promise<Opened> {
    const contract = this.#contracts.get(protocol)
    if (!contract) throw new Error(`There is no contract of ${protocol}.`)
    return { contract, ...(await startBankPayment(this.api, this.bank, contract)) }
  }

  /** The bank notifies, of an acceptance unless told otherwise. */
  async notify({ id }: Opened, options: object = {}): Promise<Delivery[]> {
    const said = { outcome: 'paid', ...options }
    const path = `/api/payments/${id}/notify`
    return (await this.bank.call<{ deliveries: Delivery[] }>('POST', path, said)).deliveries
  }

  /** A notification as the bank would send it, kept back. */
  async draft(opened: Opened): Promise<Delivery> {
    const [delivery] = await this.notify(opened, { url: 'http://127.0.0.1:9/' })
    if (!delivery) throw new Error('The bank says nothing.')
    return delivery
  }

  addressOf({ contract: { protocol, shop } }: Opened, way = 'notify'): string {
    return `${this.api.url}/bank/${protocol}/${way}/${shop.slug}`
  }

  /** Anybody sends this to the shop's notification address. */
  send(opened: Opened, method: 'GET' | 'POST', text: string, query = ''): Promise<Response> {
    const address = this.addressOf(opened)
    if (method === 'GET') return fetch(`${address}?${text}`)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return fetch(address + query, { method, body: text, headers })
  }

  /** The browser goes back to the shop. */
  async leave({ id }: Opened): Promise<Response> {
    return sendForm(await this.bank.call<BankRedirect>('POST', `/api/payments/${id}/return`))
  }

  stateOf({ contract, order }: Opened): Promise<BankState> {
    return bankStateOf(this.api, contract.shop, order)
  }

  recordsOf({ contract }: Opened) {
    return bankRecordsOf(this.api, contract.shop)
  }

  async expectUnpaid(opened: Opened, attempt = 'OPEN', unmatchedPayments: string[] = []): Promise<void> {
    const wanted = { status: 'PENDING_PAYMENT', isPaid: false, attempts: [attempt], unmatchedPayments }
    expect(await this.stateOf(opened), opened.contract.protocol).toMatchObject(wanted)
  }

  async expectPaidOnce(opened: Opened): Promise<void> {
    expect(await this.stateOf(opened), opened.contract.protocol).toEqual({
      status: 'PAID',
      isPaid: true,
      attempts: ['PAID'],
      unmatchedPayments: [],
      mails: ['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE:PAID'],
    })
  }

  /** Nothing of it is believed, and it stands on the list of refused ones. */
  async expectRefused(opened: Opened, happens: () => Promise<unknown>): Promise<void> {
    const before = (await this.recordsOf(opened)).refused.length
    await happens()
    await this.expectUnpaid(opened)
    expect((await this.recordsOf(opened)).refused.length).toBe(before + 1)
  }
}
