/**
 * Measures what a checkout costs and how soon its mails are sent: checkouts per second, processor time of each process, the
 * delay of the mail with the last six digits, and how many mails one worker sends from a backlog.
 */
import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { Product as RunningProduct } from '../../infra/local/product/start-product.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import type { Product } from './catalog-queries.ts'
import { withCheckoutProduct } from './checkout-product.ts'
import { checkOut } from './journeys.ts'
import { withConnections, type Journey, type Send } from './measure-rate.ts'
import type { MailSink } from './mail-sink.ts'
import { cpuMsOf } from './machine.ts'

export interface CheckoutSetup {
  product: RunningProduct
  mails: MailSink
  shopKey: string
  products: readonly Product[]
}

export interface CheckoutCosts {
  checkouts: number
  perSecond: number
  /** Milliseconds of processor time per checkout, its mails included. */
  cpuMs: { api: number; worker: number; postgres: number; redis: number }
}

export interface FragmentDelays {
  buyers: number
  mails: number
  /** Milliseconds from the response of payByCard until the mail server has accepted the mail. */
  p50: number
  p95: number
}

export interface WorkerRate {
  mails: number
  perSecond: number
}

const BUYERS = 16

/** Sixteen buyers check out for `seconds`; the measurement ends when the last of their mails has arrived. */
export async function measureCheckoutCosts(setup: CheckoutSetup, seconds = 10): Promise<CheckoutCosts> {
  const journey = checkOutOf(setup)
  await checkOutFor(setup, BUYERS, 3, journey)
  await setup.mails.untilQuiet()
  const before = readTimes(setup)
  const { completed, elapsedMs } = await checkOutFor(setup, BUYERS, seconds, journey)
  await setup.mails.untilQuiet()
  const after = readTimes(setup)
  const perCheckout = (name: keyof typeof before) => (after[name] - before[name]) / completed
  return {
    checkouts: completed,
    perSecond: completed / (elapsedMs / 1000),
    cpuMs: {
      api: perCheckout('api'),
      worker: perCheckout('worker'),
      postgres: perCheckout('postgres'),
      redis: perCheckout('redis'),
    },
  }
}

/** `buyers` check out at the same time for `seconds`. */
export async function measureFragmentDelays(
  setup: CheckoutSetup,
  buyers: number,
  seconds = 8,
): Promise<FragmentDelays> {
  const answered = new Map<string, number>()
  const journey = checkOutOf(setup)
  await checkOutFor(setup, buyers, 2, journey)
  await setup.mails.untilQuiet()
  await checkOutFor(setup, buyers, seconds, (send) => journey(noteAnswers(send, answered)))
  await setup.mails.untilQuiet()
  const delays = [...answered].map(([code, at]) => {
    const accepted = setup.mails.fragments.get(code)
    if (accepted === undefined) throw new Error('A mail with the last six digits did not arrive')
    return accepted - at
  })
  delays.sort((a, b) => a - b)
  const quantile = (part: number) =>
    delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? 0
  return { buyers, mails: delays.length, p50: quantile(0.5), p95: quantile(0.95) }
}

/** Lets the mails of `checkouts` checkouts wait, two of each, and measures how fast the worker sends them. */
export async function measureWorkerRate(setup: CheckoutSetup, checkouts = 1_000): Promise<WorkerRate> {
  const { product, mails } = setup
  const worker = product.pids()['worker'] ?? 0
  await mails.untilQuiet()
  process.kill(worker, 'SIGSTOP')
  let left = checkouts
  const journey = checkOutOf(setup)
  await withConnections(product.run.api, (send) =>
    Promise.all(
      Array.from({ length: BUYERS }, async () => {
        while (left-- > 0) await journey(fromOwnAddress(send))
      }),
    ),
  ).finally(() => process.kill(worker, 'SIGCONT'))
  const began = performance.now()
  const before = mails.count()
  await mails.untilCount(before + checkouts * 2)
  return { mails: checkouts * 2, perSecond: (checkouts * 2 * 1000) / (performance.now() - began) }
}

function checkOutOf({ shopKey, products }: CheckoutSetup): Journey {
  const deck = createCardDeck(randomFrom(1))
  return checkOut(shopKey, products, () => deck.next())
}

async function checkOutFor(
  { product }: CheckoutSetup,
  buyers: number,
  seconds: number,
  journey: Journey,
): Promise<{ completed: number; elapsedMs: number }> {
  let completed = 0
  const began = performance.now()
  await withConnections(product.run.api, (send) =>
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

/** A buyer with an address of its own: the mails to one address are limited. */
function fromOwnAddress(send: Send): Send {
  const address = `${randomUUID()}@buyers.example`
  return (request) => send({ ...request, body: request.body.replace('camille@buyers.example', address) })
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

function readTimes({ product }: CheckoutSetup) {
  const { api = 0, worker = 0, PostgreSQL = 0, Redis = 0 } = product.pids()
  return {
    api: cpuMsOf(api),
    worker: cpuMsOf(worker),
    postgres: cpuMsOf(PostgreSQL),
    redis: cpuMsOf(Redis),
  }
}

/** Starts the product with a mail server of its own and measures everything once. */
export const measureCheckouts = () =>
  withCheckoutProduct(async (setup) => ({
    costs: await measureCheckoutCosts(setup),
    oneBuyer: await measureFragmentDelays(setup, 1),
    manyBuyers: await measureFragmentDelays(setup, BUYERS),
    workerRate: await measureWorkerRate(setup),
  }))

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(`${JSON.stringify(await measureCheckouts(), null, 2)}\n`)
