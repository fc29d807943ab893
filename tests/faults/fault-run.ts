import { setTimeout as pause } from 'node:timers/promises'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import type { Random } from '../traffic/random.ts'
import { checkOut, newCheckout, repeatCheckout } from './checkout.ts'
import type { Checkout } from './checkout.ts'
import { startFaultEnvironment } from './environment.ts'
import type { FaultEnvironment } from './environment.ts'
import { findUnreportedLosses } from './find-unreported-losses.ts'
import { findViolations } from './find-violations.ts'
import { findStaleJobs } from './fragment-jobs.ts'
import { kill, waitUntilReady } from './kill.ts'
import { describePlan, planRound } from './plan-round.ts'
import type { RoundPlan } from './plan-round.ts'
import { readRecords, shopIds } from './read-records.ts'
import type { ShopRecords } from './read-records.ts'

const STOCK = 1_000_000
const IDLE_WITHIN_MS = 180_000
/** About how many of the newest buyers repeat their requests before each verification. */
const REPEATED = 30

/** The state that the rounds so far have left behind, once no mail is waiting. */
export interface Verification {
  violations: string[]
  orders: number
  payments: number
  fragmentsSent: number
  /** Reported to the merchant as FAILED. */
  fragmentsLost: number
  mailsReceived: number
}

/** Starts a product for rounds of checkouts under faults, and for verifications between them. */
export async function startFaultRun(seed: number, data?: string) {
  const environment = await startFaultEnvironment(data)
  const seeded = randomFrom(seed)
  const deck = createCardDeck(seeded.fork('cards'))
  const initialStock = await fillStock(environment)
  const checkouts: Checkout[] = []
  const repeats = seeded.fork('repeats')
  let repeated = 0

  /** Runs one round and describes it in a line, which contains VIOLATION if a buyer got a wrong response. */
  const round = (number: number): Promise<string> => runPlan(planRound(seeded, number))

  async function runPlan(plan: RoundPlan): Promise<string> {
    const { number } = plan
    const began = Date.now()
    const first = checkouts.length
    const buyers = Array.from({ length: plan.buyers }, (_, buyer) =>
      buy(plan, began, seeded.fork(`round ${number} buyer ${buyer}`)),
    )
    const killed = await Promise.all([
      ...injectFaults(environment, plan, began),
      failSmtp(environment, plan, began),
    ])
    await waitUntilReady(environment)
    await Promise.all(buyers)
    const own = checkouts.slice(first)
    const paid = own.filter((checkout) => checkout.paid).length
    const violations = own.flatMap((checkout) => checkout.violations)
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    const result = `${own.length} checkouts, ${paid} paid, ${killed.filter(Boolean).length} kills, ${seconds} s`
    const line = `round ${number}: ${describePlan(plan)}: ${result}`
    return violations.length > 0 ? `${line}: VIOLATION ${violations.join('; ')}` : line
  }

  /** Checks out one cart after another for the duration of the load. */
  async function buy(plan: RoundPlan, began: number, random: Random): Promise<void> {
    while (Date.now() - began < plan.loadMs) {
      const checkout = newCheckout(environment.product.run.api, random.pick(environment.shops), deck.next())
      checkouts.push(checkout)
      const behaviour = { clicksTwice: random.below(6) === 0, isImpatient: random.below(6) === 0 }
      await checkOut(checkout, random, behaviour)
    }
  }

  return {
    environment,
    deck,
    checkouts,
    round,
    runPlan,
    /** Repeats some requests, waits until no mail is waiting, and reports every violation that is left then. */
    async verify(): Promise<Verification> {
      await repeatSome()
      const until = Date.now() + IDLE_WITHIN_MS
      let records = await readRecords(environment)
      let violations = await violationsIn(records)
      // Waiting cannot resolve a wrong response to a buyer, so it stays a violation.
      const permanent = checkouts.flatMap((checkout) => checkout.violations).length
      while (violations.length > permanent && Date.now() < until) {
        await pause(1_000)
        records = await readRecords(environment)
        violations = await violationsIn(records)
      }
      const fragments = records.flatMap(({ mails }) => mails.filter(({ kind }) => kind === 'CARD_FRAGMENT'))
      return {
        violations: [...violations, ...(await findUnreportedLosses(environment, records))],
        orders: records.reduce((sum, { orders }) => sum + orders.length, 0),
        payments: records.reduce((sum, { payments }) => sum + payments.length, 0),
        fragmentsSent: fragments.filter(({ status }) => status === 'SENT').length,
        fragmentsLost: fragments.filter(({ status }) => status === 'FAILED').length,
        mailsReceived: environment.smtp.received.length,
      }
    },
    stop: (keep?: boolean) => environment.stop(keep),
  }

  async function repeatSome(): Promise<void> {
    const newest = checkouts.slice(repeated)
    repeated = checkouts.length
    const some = newest.filter(
      ({ violations }) => violations.length === 0 && repeats.below(newest.length) < REPEATED,
    )
    await Promise.all(some.map((checkout) => repeatCheckout(checkout, repeats)))
  }

  async function violationsIn(records: ShopRecords[]): Promise<string[]> {
    const staleJobs = await findStaleJobs(
      environment,
      records.flatMap(({ mails }) => mails),
    )
    const { smtp, workerKills } = environment
    return [...findViolations(records, checkouts, smtp.received, initialStock, workerKills), ...staleJobs]
  }
}

export type FaultRun = Awaited<ReturnType<typeof startFaultRun>>

/** Sets a stock that never runs out, and returns it by variant. */
async function fillStock(environment: FaultEnvironment): Promise<Map<string, number>> {
  const stock = new Map<string, number>()
  for (const { id } of await shopIds(environment)) {
    const sql = 'update stock set on_hand = reserved + $1 returning variant_id'
    for (const row of await environment.owner.rows<{ variant_id: string }>(id, sql, [STOCK]))
      stock.set(row.variant_id, STOCK)
  }
  return stock
}

const waitUntil = (began: number, ms: number): Promise<void> => pause(Math.max(0, began + ms - Date.now()))

/** Kills and locks as planned; each promise resolves to whether a process was killed. */
function injectFaults(environment: FaultEnvironment, plan: RoundPlan, began: number): Promise<boolean>[] {
  const kills = plan.kills.map(async ({ victim, atMs }) => {
    await waitUntil(began, atMs)
    return kill(environment, victim, plan.lostBytes)
  })
  return plan.lock ? [...kills, lockTable(environment, plan.lock, began)] : kills
}

async function lockTable(
  { owner }: FaultEnvironment,
  { table, fromMs, toMs }: NonNullable<RoundPlan['lock']>,
  began: number,
): Promise<false> {
  await waitUntil(began, fromMs)
  const release = await owner.lock(`lock table ${table} in share mode`).catch(() => undefined)
  await waitUntil(began, toMs)
  await release?.()
  return false
}

async function failSmtp({ smtp }: FaultEnvironment, plan: RoundPlan, began: number): Promise<false> {
  await waitUntil(began, plan.smtp.fromMs)
  await smtp.setMode(plan.smtp.mode)
  await waitUntil(began, plan.smtp.toMs)
  await smtp.setMode('accept')
  return false
}
