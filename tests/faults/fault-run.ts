import { setTimeout as pause } from 'node:timers/promises'
import { openCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import type { Random } from '../traffic/random.ts'
import { askAgain, checkOut, newCheckout } from './check-out.ts'
import type { Checkout } from './check-out.ts'
import { findLossesUntold } from './find-losses-untold.ts'
import { findWrongs } from './find-wrongs.ts'
import { kill, untilBack } from './kill.ts'
import { describePlan, planRound } from './plan-round.ts'
import type { RoundPlan } from './plan-round.ts'
import { findLeftovers } from './queue-leftovers.ts'
import { readBooks, shopIds } from './read-books.ts'
import type { Books } from './read-books.ts'
import { startRig } from './rig.ts'
import type { Rig } from './rig.ts'

const STOCK = 1_000_000
const SETTLED_WITHIN_MS = 180_000
/** Of the buyers of a stretch, about so many ask again when it is over. */
const REPEATED = 30

/** What a stretch of rounds came to, once all was at rest. */
export interface Settled {
  wrong: string[]
  orders: number
  payments: number
  fragmentsSent: number
  /** FAILED on the portal: the queue lost them. */
  fragmentsLost: number
  mailsSeen: number
}

/** Checkouts under faults, against one product: rounds, and now and then the question whether all is true. */
export async function openFaultRun(seed: number) {
  const rig = await startRig()
  const seeded = randomFrom(seed)
  const deck = openCardDeck(seeded.fork('cards'))
  const before = await fillStock(rig)
  const checkouts: Checkout[] = []
  const repeats = seeded.fork('repeats')
  let repeated = 0

  async function round(number: number): Promise<string> {
    const plan = planRound(seeded, number)
    const began = Date.now()
    const first = checkouts.length
    const buyers = Array.from({ length: plan.buyers }, (_, buyer) =>
      buy(plan, began, seeded.fork(`round ${number} buyer ${buyer}`)),
    )
    const killed = await Promise.all([...strike(rig, plan, began), turnSmtp(rig, plan, began)])
    await untilBack(rig)
    await Promise.all(buyers)
    const own = checkouts.slice(first)
    const paid = own.filter(({ paid }) => paid).length
    const wrong = own.flatMap((checkout) => checkout.wrong)
    const told = `${own.length} checkouts, ${paid} paid, ${killed.filter(Boolean).length} kills`
    const line = `round ${number}: ${describePlan(plan)}: ${told}, ${((Date.now() - began) / 1000).toFixed(1)} s`
    return wrong.length > 0 ? `${line}: WRONG ${wrong.join('; ')}` : line
  }

  /** One buyer after another, for as long as the load lasts. */
  async function buy(plan: RoundPlan, began: number, random: Random): Promise<void> {
    while (Date.now() - began < plan.loadMs) {
      const checkout = newCheckout(rig.product.run.api, random.pick(rig.shops), deck.next())
      checkouts.push(checkout)
      const manner = { clicksTwice: random.below(6) === 0, isImpatient: random.below(6) === 0 }
      await checkOut(checkout, random, manner)
    }
  }

  return {
    rig,
    deck,
    checkouts,
    round,
    /** Waits until no mail waits any more, and says what is wrong then. */
    async settle(): Promise<Settled> {
      await repeat()
      const until = Date.now() + SETTLED_WITHIN_MS
      let books = await readBooks(rig)
      let wrong = await wrongsIn(books)
      // What a buyer was wrongly told does not get better by waiting.
      const told = checkouts.flatMap((checkout) => checkout.wrong).length
      while (wrong.length > told && Date.now() < until) {
        await pause(1_000)
        books = await readBooks(rig)
        wrong = await wrongsIn(books)
      }
      const fragments = books.flatMap(({ mails }) => mails.filter(({ kind }) => kind === 'CARD_FRAGMENT'))
      return {
        wrong: [...wrong, ...(await findLossesUntold(rig, books))],
        orders: books.reduce((sum, { orders }) => sum + orders.length, 0),
        payments: books.reduce((sum, { payments }) => sum + payments.length, 0),
        fragmentsSent: fragments.filter(({ status }) => status === 'SENT').length,
        fragmentsLost: fragments.filter(({ status }) => status === 'FAILED').length,
        mailsSeen: rig.smtp.seen.length,
      }
    },
    stop: (keep?: boolean) => rig.stop(keep),
  }

  /** Some of the newest buyers ask again with the keys they had. */
  async function repeat(): Promise<void> {
    const newest = checkouts.slice(repeated)
    repeated = checkouts.length
    const some = newest.filter(({ wrong }) => wrong.length === 0 && repeats.below(newest.length) < REPEATED)
    await Promise.all(some.map((checkout) => askAgain(checkout, repeats)))
  }

  async function wrongsIn(books: Books[]): Promise<string[]> {
    const leftovers = await findLeftovers(
      rig,
      books.flatMap(({ mails }) => mails),
    )
    return [...findWrongs(books, checkouts, rig.smtp.seen, before), ...leftovers]
  }
}

export type FaultRun = Awaited<ReturnType<typeof openFaultRun>>

/** So much of everything that no buyer goes without. */
async function fillStock(rig: Rig): Promise<Map<string, number>> {
  const before = new Map<string, number>()
  for (const { id } of await shopIds(rig)) {
    const sql = 'update stock set available = $1 returning variant_id'
    for (const row of await rig.owner.rows<{ variant_id: string }>(id, sql, [STOCK]))
      before.set(row.variant_id, STOCK)
  }
  return before
}

const at = (began: number, ms: number): Promise<void> => pause(Math.max(0, began + ms - Date.now()))

function strike(rig: Rig, plan: RoundPlan, began: number): Promise<boolean>[] {
  const kills = plan.kills.map(async ({ victim, atMs }) => {
    await at(began, atMs)
    return kill(rig, victim, plan.tornBytes)
  })
  return plan.held ? [...kills, hold(rig, plan.held, began)] : kills
}

async function hold(rig: Rig, held: NonNullable<RoundPlan['held']>, began: number): Promise<false> {
  await at(began, held.fromMs)
  const release = await rig.owner.hold(`lock table ${held.table} in share mode`).catch(() => undefined)
  await at(began, held.toMs)
  await release?.()
  return false
}

async function turnSmtp(rig: Rig, { smtp }: RoundPlan, began: number): Promise<false> {
  await at(began, smtp.fromMs)
  await rig.smtp.turn(smtp.mood)
  await at(began, smtp.toMs)
  await rig.smtp.turn('accept')
  return false
}
