import { createCardDeck } from '../../traffic/cards.ts'
import { randomFrom } from '../../traffic/random.ts'
import { checkOut } from '../journeys.ts'
import { cpuMsOf, waitForQuiet } from '../machine.ts'
import { startMailSink, type MailSink } from '../mail-sink.ts'
import { withConnections, type Journey, type Send } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { percentile } from '../times.ts'

const BUYERS = 16
const BACKLOG_CHECKOUTS = 1_000
/** The card fragment, and the confirmation of the order. */
const MAILS_PER_CHECKOUT = 2

interface Setup {
  product: MeasuredProduct
  mails: MailSink
  /** Checks out in a shop of 100 products. */
  journey: Journey
}

/** What a checkout costs, how soon its card fragment is sent, and how fast one worker sends a backlog of mails. */
export async function measureCheckouts(report: Report): Promise<void> {
  const mails = await startMailSink()
  const measure = async (product: MeasuredProduct): Promise<void> => {
    const shopKey = await product.seedShop('measured', 100)
    const products = await readAllProducts(product.run.api, { 'x-shop-key': shopKey })
    const deck = createCardDeck(randomFrom(1))
    const setup = { product, mails, journey: checkOut(shopKey, products, () => deck.next()) }
    await waitForQuiet()
    await measureCosts(report, setup)
    for (const buyers of [1, BUYERS]) await measureFragmentDelays(report, setup, buyers)
    await measureWorkerRate(report, setup)
  }
  try {
    await withProduct(measure, { external: { smtpUrl: mails.url } })
  } finally {
    await mails.stop()
  }
}

/** Sixteen buyers check out; processor times are read when the last of their mails has arrived. */
async function measureCosts(report: Report, { product, mails, journey }: Setup): Promise<void> {
  await checkOutFor(5, product, BUYERS, journey)
  await mails.untilQuiet()
  // As autovacuum does within a minute: until then, PostgreSQL plans for empty tables.
  await product.owner.query('analyze')
  await checkOutFor(2, product, BUYERS, journey)
  await mails.untilQuiet()
  const before = readTimes(product)
  const { completed, elapsedMs } = await checkOutFor(10, product, BUYERS, journey)
  await mails.untilQuiet()
  const after = readTimes(product)
  report.add({
    name: 'checkouts, placed and paid by card',
    value: completed / (elapsedMs / 1000),
    unit: '/s',
  })
  const perCheckout = (name: keyof typeof before) => (after[name] - before[name]) / completed
  for (const name of ['api', 'worker', 'PostgreSQL', 'Redis'] as const)
    report.add({ name: `CPU per checkout: ${name}`, value: perCheckout(name), unit: 'ms' })
  report.add({
    name: 'CPU per checkout: api, worker and PostgreSQL',
    value: perCheckout('api') + perCheckout('worker') + perCheckout('PostgreSQL'),
    unit: 'ms',
    target: { below: 12 },
  })
}

function readTimes(product: MeasuredProduct) {
  const pids = product.pids()
  const timeOf = (name: string) => cpuMsOf(pids[name] ?? NaN)
  return {
    api: timeOf('api'),
    worker: timeOf('worker'),
    PostgreSQL: timeOf('PostgreSQL'),
    Redis: timeOf('Redis'),
  }
}

/** `buyers` check out at the same time. */
async function measureFragmentDelays(
  report: Report,
  { product, mails, journey }: Setup,
  buyers: number,
): Promise<void> {
  const answered = new Map<string, number>()
  await checkOutFor(2, product, buyers, journey)
  await mails.untilQuiet()
  await checkOutFor(8, product, buyers, (send) => journey(noteAnswers(send, answered)))
  await mails.untilQuiet()
  const delays = [...answered].map(([code, at]) => {
    const accepted = mails.fragments.get(code)
    if (accepted === undefined) throw new Error('A card fragment mail did not arrive')
    return accepted - at
  })
  const name = `delay of the card fragment mail, payByCard response to SMTP acceptance, ${buyers} buyer${buyers === 1 ? '' : 's'}`
  report.add({ name: `${name}, p50`, value: percentile(delays, 0.5), unit: 'ms', target: { below: 150 } })
  report.add({ name: `${name}, p95`, value: percentile(delays, 0.95), unit: 'ms' })
}

/** Notes when the response to payByCard arrives, by the code of the order. */
function noteAnswers(send: Send, answered: Map<string, number>): Send {
  let code = ''
  return async (request) => {
    const response = await send(request)
    code = /"order":\{"code":"(\w+)"/.exec(response.text)?.[1] ?? code
    if (response.text.includes('"payByCard"')) answered.set(code, performance.now())
    return response
  }
}

/** Lets the mails of many checkouts wait, and measures how fast the worker sends them. */
async function measureWorkerRate(report: Report, { product, mails, journey }: Setup): Promise<void> {
  const { worker } = product.pids()
  if (!worker) throw new Error('The worker is not running')
  await mails.untilQuiet()
  const before = mails.count()
  process.kill(worker, 'SIGSTOP')
  let left = BACKLOG_CHECKOUTS
  await withConnections(product.run.api, (send) =>
    Promise.all(
      Array.from({ length: BUYERS }, async () => {
        while (left-- > 0) await journey(send)
      }),
    ),
  ).finally(() => process.kill(worker, 'SIGCONT'))
  const began = performance.now()
  const expected = BACKLOG_CHECKOUTS * MAILS_PER_CHECKOUT
  await mails.untilCount(before + expected)
  const seconds = (performance.now() - began) / 1000
  report.add({ name: 'mails of one worker', value: expected / seconds, unit: '/s', target: { above: 350 } })
}

async function checkOutFor(
  seconds: number,
  { run }: MeasuredProduct,
  buyers: number,
  journey: Journey,
): Promise<{ completed: number; elapsedMs: number }> {
  let completed = 0
  const began = performance.now()
  await withConnections(run.api, (send) =>
    Promise.all(
      Array.from({ length: buyers }, async () => {
        while (performance.now() - began < seconds * 1000) {
          await journey(send)
          completed++
        }
      }),
    ),
  )
  return { completed, elapsedMs: performance.now() - began }
}
