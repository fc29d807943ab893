import type { Random } from '../traffic/random.ts'
import { SMTP_MODES } from './faulty-smtp.ts'
import type { SmtpMode } from './faulty-smtp.ts'

/** Processes that are killed. `backend` is one PostgreSQL process that serves the API: the others then restart too. */
export const VICTIMS = ['api', 'worker', 'Redis', 'PostgreSQL', 'backend'] as const

export type Victim = (typeof VICTIMS)[number]

/** Tables locked for a while, so that a kill falls between a queued fragment and its order, or a mail and its status. */
const LOCKED_TABLES = ['card_payment', 'mail'] as const

/** The faults of one round of checkouts; times are milliseconds from its start. */
export interface RoundPlan {
  number: number
  /** Buyers start new checkouts for this long. */
  loadMs: number
  /** Checkouts at the same time. */
  buyers: number
  kills: { victim: Victim; atMs: number }[]
  smtp: { mode: SmtpMode; fromMs: number; toMs: number }
  lock: { table: (typeof LOCKED_TABLES)[number]; fromMs: number; toMs: number } | null
  /** Bytes cut off the end of Redis's append-only file when Redis is killed, as by a power failure. */
  lostBytes: number
}

const LOAD_MS = 1_600

/** Draws a round at random, except that successive rounds go through all victims and mail server modes. */
export function planRound(seeded: Random, number: number): RoundPlan {
  const random = seeded.fork(`round ${number}`)
  const turn = (seeded.seed % 1_000) + number
  // Shifted by one after each cycle, so that a victim is combined with a different mode.
  const modeTurn = turn + Math.floor(turn / SMTP_MODES.length)
  const moment = (from = 0) => from + random.below(LOAD_MS)
  const others = VICTIMS.filter(() => random.below(5) === 0)
  const victims = new Set([VICTIMS[turn % VICTIMS.length] as Victim, ...others])
  const fromMs = random.below(LOAD_MS / 2)
  const lockedFrom = moment()
  return {
    number,
    loadMs: LOAD_MS,
    buyers: 3 + random.below(4),
    kills: [...victims].map((victim) => ({ victim, atMs: moment(200) })).sort((a, b) => a.atMs - b.atMs),
    smtp: {
      mode: SMTP_MODES[modeTurn % SMTP_MODES.length] as SmtpMode,
      fromMs,
      toMs: fromMs + 800 + random.below(1_500),
    },
    lock:
      random.below(2) === 0
        ? {
            table: random.pick(LOCKED_TABLES),
            fromMs: lockedFrom,
            toMs: lockedFrom + 200 + random.below(1_200),
          }
        : null,
    lostBytes: random.below(3) === 0 ? 1 + random.below(4_000) : 0,
  }
}

/** The plan in one line. */
export function describePlan({ kills, smtp, lock, lostBytes, buyers }: RoundPlan): string {
  const losesBytes = lostBytes > 0 && kills.some(({ victim }) => victim === 'Redis')
  return [
    `${buyers} buyers`,
    ...kills.map(({ victim, atMs }) => `${victim} killed at ${atMs} ms`),
    ...(losesBytes ? [`Redis loses ${lostBytes} bytes`] : []),
    `smtp ${smtp.mode} ${smtp.fromMs}-${smtp.toMs} ms`,
    ...(lock ? [`${lock.table} locked ${lock.fromMs}-${lock.toMs} ms`] : []),
  ].join(', ')
}
