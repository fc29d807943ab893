import type { WorkerApp } from '../../src/app/context.ts'
import { expireOrders } from '../../src/order/expire-orders.ts'
import type { BankProtocolName, BankRedirect } from '../../src/payment/gateway/bank-protocol.ts'
import { expirePaymentAttempts } from '../../src/payment/gateway/attempts/expire-payment-attempts.ts'
import { protocolNames } from '../../src/payment/gateway/protocols/protocols.ts'
import type { Action } from './payment-sequence-model.ts'
import { useIsolatedStores } from '../isolated-stores.ts'
import type { TestApi } from '../api.ts'
import { connectAsWorker } from '../events.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from './bank.ts'
import { arriveAtBank, createTestContract, payAtBank, sendForm, type TestContract } from './bank-payment.ts'
import { tryCard } from '../card.ts'
import { executeInShop, queryInShop } from '../sql.ts'
import { merchant, headersOf } from '../member.ts'

const CERTIFY = `mutation ($input: CertifyPaymentInput!) { certifyPayment(input: $input) { userErrors { code } } }`
const CANCEL = `mutation ($orderCode: String!) { cancelOrder(orderCode: $orderCode) { userErrors { code } } }`

/** A shop with a contract, and the headers of its owner's session. */
export interface ContractWithOwner extends TestContract {
  headers: Record<string, string>
}

/** Retries while the API is busy, which happens on slow machines when a lock is held. */
const retryWhileBusy = <T>(call: () => Promise<T>): Promise<T> =>
  call().catch((error: unknown) => {
    if (String(error).includes('SERVICE_UNAVAILABLE')) return retryWhileBusy(call)
    throw error
  })

/**
 * Performs actions on a real API, worker and bank. Uses databases of its own because scheduled tasks process every
 * shop. Simulates the passing of time by moving timestamps in the database.
 */
export class PaymentSequenceRunner {
  readonly api: TestApi
  readonly #bank: TestBank
  readonly #drop: () => Promise<void>
  readonly #contracts = new Map<BankProtocolName, ContractWithOwner>()

  private constructor(api: TestApi, bank: TestBank, drop: () => Promise<void>) {
    this.api = api
    this.#bank = bank
    this.#drop = drop
  }

  static async start(): Promise<PaymentSequenceRunner> {
    const stores = await useIsolatedStores()
    const { api, bank } = await startApiAndBank()
    const runner = new PaymentSequenceRunner(api, bank, stores.drop)
    for (const protocol of protocolNames) {
      const contract = await createTestContract(api, bank, protocol)
      const headers = await headersOf(api, contract.shop, 'OWNER')
      runner.#contracts.set(protocol, { ...contract, headers })
    }
    return runner
  }

  async stop(): Promise<void> {
    await this.#bank.stop()
    await this.api.stop()
    await this.#drop()
  }

  contractOf(protocol: BankProtocolName): ContractWithOwner {
    const contract = this.#contracts.get(protocol)
    if (!contract) throw new Error(`No contract for ${protocol}`)
    return contract
  }

  /** `payments`: ids of the payments started at the bank, oldest first; a new one is appended. */
  async perform(
    contract: ContractWithOwner,
    order: PlacedOrder,
    payments: string[],
    action: Action,
  ): Promise<void> {
    if (action.do === 'payByBank') {
      const input = { abandonOpenAttempt: action.abandons }
      const { redirect } = await retryWhileBusy(() => payAtBank(this.api, contract, order, input))
      if (redirect) payments.push(await arriveAtBank(this.#bank, redirect))
    } else if (action.do === 'payByCard')
      await tryCard(this.api, order, { abandonOpenAttempt: action.abandons })
    else if ('at' in action) await this.#performAtBank(payments[payments.length - 1 - action.at], action)
    else if (action.do === 'certify') await this.#certify(contract, order, action.outcome)
    else if (action.do === 'cancelOrder')
      await merchant(this.api, CANCEL, { orderCode: order.code }, contract.headers)
    else await this.#changeTimeOrStock(contract, order, action.do)
  }

  async #performAtBank(id: string | undefined, action: Extract<Action, { at: number }>): Promise<void> {
    if (!id) return
    const path = `/api/payments/${id}`
    if (action.do === 'return')
      return void (await sendForm(await this.#bank.call<BankRedirect>('POST', `${path}/return`)))
    if (action.do === 'notify') {
      const { outcome, copies } = action
      return this.#notify(`${path}/notify`, { outcome, copies, concurrent: true })
    }
    const { deliveries } = await this.#bank.call<{ deliveries: unknown[] }>('GET', path)
    if (deliveries.length > 0) await this.#notify(`${path}/notify`, { replay: -1 })
  }

  /** Repeats a notification that was answered with a 5xx, as banks do. */
  async #notify(path: string, options: object): Promise<void> {
    const { deliveries } = await this.#bank.call<{ deliveries: { status: number }[] }>('POST', path, options)
    if (deliveries.some(({ status }) => status >= 500)) await this.#notify(path, options)
  }

  async #certify(contract: ContractWithOwner, order: PlacedOrder, outcome: string): Promise<void> {
    const [payment] = await queryInShop<{ id: string }>(
      this.api,
      contract.shop,
      `select p.id from card_payment p join "order" o on o.id = p.order_id where o.code = $1 order by p.id desc`,
      order.code,
    )
    const paymentId = payment?.id ?? crypto.randomUUID()
    const input = { orderCode: order.code, paymentId, outcome, authorizationNumber: 'A1B2C3' }
    await merchant(this.api, CERTIFY, { input }, contract.headers)
  }

  async #changeTimeOrStock(contract: ContractWithOwner, order: PlacedOrder, action: string): Promise<void> {
    const worker = (await connectAsWorker(this.api)) as WorkerApp
    const change = (sql: string, ...params: unknown[]) =>
      executeInShop(this.api, contract.shop, sql, ...params)
    const moveAttempts = `update payment_attempt a set opened_at = a.opened_at - $2::interval
      from "order" o where o.id = a.order_id and o.code = $1`
    if (action === 'sellOut') return change('update stock set on_hand = reserved')
    if (action === 'restock') return change('update stock set on_hand = reserved + 1000')
    if (action === 'tenMinutesPass') return change(moveAttempts, order.code, '10 minutes')
    if (action === 'bankDelayPasses') {
      await change(moveAttempts, order.code, '2 hours')
      await expirePaymentAttempts(worker)
      return
    }
    await change(`update "order" set status_since = now() - interval '8 days' where code = $1`, order.code)
    await expireOrders(worker)
  }
}
