import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../test/bank/bank.ts'
import { createTestContract, startBankPayment, type TestContract } from '../../test/bank/bank-payment.ts'
import { giveIdentity, issueDueInvoices } from '../../test/invoice.ts'
import { headersOf } from '../../test/member.ts'
import { moneySteps, steps } from '../../test/money-steps.ts'
import { createRefundManager } from '../../test/refund.ts'
import { queryInShop } from '../../test/sql.ts'
import { verifyLedger } from '../payment/ledger/verify-ledger.ts'

const runs = Number(process.env.MONEY_RUNS ?? 15)
const seed = Number(process.env.MONEY_SEED ?? Date.now() % 2 ** 31)
const QUANTITY = 3

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let contract: TestContract
let refunds: Awaited<ReturnType<typeof createRefundManager>>
let perform: ReturnType<typeof moneySteps>
beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
  contract = await createTestContract(api, bank, 'lyra')
  const { shop } = contract
  await giveIdentity(api, shop)
  refunds = await createRefundManager(api, shop)
  perform = moneySteps({ api, bank, shop, headers: await headersOf(api, shop, 'OWNER'), refunds })
}, 60_000)
afterAll(() => stop?.())

const BOOKS = `
  select o.status, o.total, (select coalesce(sum(r.amount), 0)::int from refund r where r.order_id = o.id) as refunded,
    (select coalesce(sum(case i.kind when 'INVOICE' then i.total else -i.total end), 0)::int from invoice i where i.order_id = o.id) as invoiced,
    (select coalesce(sum(case i.kind when 'INVOICE' then i.tax_total else -i.tax_total end), 0)::int from invoice i where i.order_id = o.id) as taxed,
    (select (i.data->>'paid')::int from invoice i where i.order_id = o.id and i.kind = 'INVOICE' order by i.ordinal desc limit 1) as paid,
    (select count(*)::int from invoice_due d where d.order_id = o.id) as waiting
  from "order" o where o.code = $1`

interface Books {
  status: string
  total: number
  refunded: number
  invoiced: number
  taxed: number
  paid: number | null
  waiting: number
}

const WITHDRAWALS = `
  select w.settled_at is not null as "isSettled", l.quantity, l.refunded_quantity as refunded
  from withdrawal w join withdrawal_line l on l.shop_id = w.shop_id and l.withdrawal_id = w.id join "order" o on o.id = w.order_id
  where o.code = $1`

const rows = <Row>(sql: string, { code }: PlacedOrder) => queryInShop<Row>(api, contract.shop, sql, code)
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

async function expectBooksToAgree(order: PlacedOrder): Promise<void> {
  const { captured, remaining, refunded } = await refunds.refundableOf(order.code)
  expect(remaining.amount).toBe(captured.amount - refunded)
  expect(remaining.amount).toBeGreaterThanOrEqual(0)
  const [books] = await rows<Books>(BOOKS, order)
  if (!books) throw new Error('The order is gone')
  const isPaid = books.status === 'PAID'
  expect(captured.amount > 0).toBe(isPaid)
  expect(books).toMatchObject({ refunded, waiting: 0, invoiced: isPaid ? books.total - refunded : 0 })
  if (books.invoiced === 0) expect(books.taxed).toBe(0)
  if (isPaid) expect(books.paid).toBe(captured.amount)
}

async function expectWithdrawalsToAgree(order: PlacedOrder): Promise<void> {
  const withdrawn = await rows<{ isSettled: boolean; quantity: number; refunded: number }>(WITHDRAWALS, order)
  expect(sum(withdrawn.map(({ quantity }) => quantity))).toBeLessThanOrEqual(QUANTITY)
  for (const { isSettled, quantity, refunded } of withdrawn) expect(refunded === quantity).toBe(isSettled)
}

test(`however an order is paid, unpaid, refunded, withdrawn from and cancelled, order, ledger and documents agree to the cent (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { order, id } = await startBankPayment(api, bank, contract, QUANTITY)
      for (const group of sequence) await Promise.all(group.map((one) => perform(order, id, one)))
      await issueDueInvoices(api, contract.shop)

      await expectBooksToAgree(order)
      await expectWithdrawalsToAgree(order)
      expect((await verifyLedger(api.app.orm, contract.shop)).problem).toBeNull()
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
}, 300_000)
