import type { WorkerApp } from '../../src/app/context.ts'
import { entities } from '../../src/app/entities.ts'
import { expireOrders } from '../../src/order/expire-orders.ts'
import type { BankProtocolName, BankRedirect } from '../../src/payment/gateway/bank-protocol.ts'
import { expirePaymentAttempts } from '../../src/payment/gateway/attempts/expire-payment-attempts.ts'
import { protocolNames } from '../../src/payment/gateway/protocols/protocols.ts'
import { connectOrm, type Orm } from '../../src/platform/db/orm.ts'
import type { Action } from './payment-sequence-model.ts'
import { useIsolatedStores } from '../isolated-stores.ts'
import { roleUrl, type TestApi } from '../api.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from './bank.ts'
import { arriveAtBank, createTestContract, payAtBank, sendForm, type TestContract } from './bank-payment.ts'
import { changeIn, rowsIn, tryCard } from '../card.ts'
import { merchant, headersOf } from '../member.ts'

const CERTIFY = `mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) { userErrors { code } } }`
const CANCEL = `mutation ($orderCode: String!) { cancelOrder(orderCode: $orderCode) { userErrors { code } } }`

/** A shop's contract and its merchant's seat. */
export interface Seat extends TestContract {
  headers: Record<string, string>
}

/** On a slow machine who waits for a lock is told to come back, as a buyer would. */
const untilNotBusy = <T>(ask: () => Promise<T>): Promise<T> =>
  ask().catch((error: unknown) => {
    if (String(error).includes('SERVICE_UNAVAILABLE')) return untilNotBusy(ask)
    throw error
  })

/** The real thing, on stores of its own since its scheduledTasks look at every shop: doors, bank, clocks moved by moving rows. */
export class PaymentSequenceRunner {
  readonly api: TestApi
  readonly #bank: TestBank
  readonly #worker: Orm
  readonly #drop: () => Promise<void>
  readonly #seats = new Map<BankProtocolName, Seat>()

  private constructor(api: TestApi, bank: TestBank, worker: Orm, drop: () => Promise<void>) {
    this.api = api
    this.#bank = bank
    this.#worker = worker
    this.#drop = drop
  }

  static async open(): Promise<PaymentSequenceRunner> {
    const stores = await useIsolatedStores()
    const { api, bank } = await startApiAndBank()
    const worker = await connectOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
    const world = new PaymentSequenceRunner(api, bank, worker, stores.drop)
    for (const protocol of protocolNames) {
      const contract = await createTestContract(api, world.#bank, protocol)
      world.#seats.set(protocol, { ...contract, headers: await headersOf(api, contract.shop, 'OWNER') })
    }
    return world
  }

  async close(): Promise<void> {
    await this.#bank.stop()
    await this.#worker.close()
    await this.api.stop()
    await this.#drop()
  }

  seatOf(protocol: BankProtocolName): Seat {
    const seat = this.#seats.get(protocol)
    if (!seat) throw new Error(`There is no contract of ${protocol}.`)
    return seat
  }

  /** Does it through the doors; `trips` are the payments opened at the bank, oldest first. */
  async act(seat: Seat, order: PlacedOrder, trips: string[], action: Action): Promise<void> {
    if (action.do === 'payByBank') {
      const wishes = { abandonOpenAttempt: action.abandons }
      const { redirect } = await untilNotBusy(() => payAtBank(this.api, seat, order, wishes))
      if (redirect) trips.push(await arriveAtBank(this.#bank, redirect))
    } else if (action.do === 'payByCard')
      await tryCard(this.api, order, { abandonOpenAttempt: action.abandons })
    else if ('at' in action) await this.#atBank(trips[trips.length - 1 - action.at], action)
    else if (action.do === 'certify') await this.#certify(seat, order, action.outcome)
    else if (action.do === 'cancelOrder')
      await merchant(this.api, CANCEL, { orderCode: order.code }, seat.headers)
    else await this.#pass(seat, order, action.do)
  }

  async #atBank(id: string | undefined, action: Extract<Action, { at: number }>): Promise<void> {
    if (!id) return
    const path = `/api/payments/${id}`
    if (action.do === 'return')
      return void (await sendForm(await this.#bank.call<BankRedirect>('POST', `${path}/return`)))
    const { outcome, copies } = action.do === 'notify' ? action : { outcome: undefined, copies: 1 }
    if (action.do === 'notify') return this.#tell(`${path}/notify`, { outcome, copies, concurrent: true })
    const { deliveries } = await this.#bank.call<{ deliveries: unknown[] }>('GET', path)
    if (deliveries.length > 0) await this.#tell(`${path}/notify`, { replay: -1 })
  }

  /** As banks do: what was answered with a 5xx is said again. */
  async #tell(path: string, said: object): Promise<void> {
    const { deliveries } = await this.#bank.call<{ deliveries: { status: number }[] }>('POST', path, said)
    if (deliveries.some(({ status }) => status >= 500)) await this.#tell(path, said)
  }

  async #certify(seat: Seat, order: PlacedOrder, outcome: string): Promise<void> {
    const [payment] = await rowsIn<{ id: string }>(
      this.api,
      seat.shop,
      `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 order by p.id desc`,
      order.code,
    )
    const paymentId = payment?.id ?? crypto.randomUUID()
    const input = { orderCode: order.code, paymentId, outcome, authorizationNumber: 'A1B2C3' }
    await merchant(this.api, CERTIFY, { input }, seat.headers)
  }

  async #pass(seat: Seat, order: PlacedOrder, what: string): Promise<void> {
    const worker = { orm: this.#worker, log: this.api.app.log } as WorkerApp
    const change = (sql: string, ...params: unknown[]) => changeIn(this.api, seat.shop, sql, ...params)
    const older = `update payment_attempt a set opened_at = a.opened_at - $2::interval
      from "order" o where o.id = a.order_id and o.code = $1`
    if (what === 'sellOut') return change('update stock set available = 0')
    if (what === 'restock') return change('update stock set available = 1000')
    if (what === 'tenMinutesPass') return change(older, order.code, '10 minutes')
    if (what === 'bankDelayPasses') {
      await change(older, order.code, '2 hours')
      return expirePaymentAttempts(worker)
    }
    await change(`update "order" set status_since = now() - interval '8 days' where code = $1`, order.code)
    await expireOrders(worker)
  }
}
