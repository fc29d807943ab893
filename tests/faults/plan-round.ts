import type { Random } from '../traffic/random.ts'
import { MOODS } from './faulty-smtp.ts'
import type { Mood } from './faulty-smtp.ts'

/** Who is killed. `backend` is one PostgreSQL process that serves the API: all others then end too, and recover. */
export const VICTIMS = ['api', 'worker', 'Redis', 'PostgreSQL', 'backend'] as const

export type Victim = (typeof VICTIMS)[number]

/** Tables that may be held locked for a while, so that a kill falls between a half and its order, or a mail and its mark. */
const HELD = ['card_payment', 'mail'] as const

/** What befalls one round of checkouts; moments are milliseconds from its beginning. */
export interface RoundPlan {
  number: number
  /** For this long buyers begin new checkouts, so many at a time. */
  loadMs: number
  buyers: number
  kills: { victim: Victim; atMs: number }[]
  smtp: { mood: Mood; fromMs: number; toMs: number }
  held: { table: (typeof HELD)[number]; fromMs: number; toMs: number } | null
  /** Bytes that Redis's append-only file loses at its end when Redis is killed, as with the machine. */
  tornBytes: number
}

const LOAD_MS = 1_600

/** Draws a round. Any few rounds in a row go through all victims and most moods; the rest is chance. */
export function planRound(seeded: Random, number: number): RoundPlan {
  const random = seeded.fork(`round ${number}`)
  const turn = (seeded.seed % 1_000) + number
  // One further each time round: the same victim meets another mood.
  const moodTurn = turn + Math.floor(turn / MOODS.length)
  const moment = (from = 0) => from + random.below(LOAD_MS)
  const others = VICTIMS.filter(() => random.below(5) === 0)
  const victims = new Set([VICTIMS[turn % VICTIMS.length] as Victim, ...others])
  const fromMs = random.below(LOAD_MS / 2)
  const heldFrom = moment()
  return {
    number,
    loadMs: LOAD_MS,
    buyers: 3 + random.below(4),
    kills: [...victims].map((victim) => ({ victim, atMs: moment(200) })).sort((a, b) => a.atMs - b.atMs),
    smtp: { mood: MOODS[moodTurn % MOODS.length] as Mood, fromMs, toMs: fromMs + 800 + random.below(1_500) },
    held:
      random.below(2) === 0
        ? { table: random.pick(HELD), fromMs: heldFrom, toMs: heldFrom + 200 + random.below(1_200) }
        : null,
    tornBytes: random.below(3) === 0 ? 1 + random.below(4_000) : 0,
  }
}

/** A plan in one line. */
export function describePlan({ kills, smtp, held, tornBytes, buyers }: RoundPlan): string {
  return [
    `${buyers} buyers`,
    ...kills.map(({ victim, atMs }) => `${victim} killed at ${atMs}`),
    ...(tornBytes > 0 && kills.some(({ victim }) => victim === 'Redis') ? [`torn by ${tornBytes} B`] : []),
    `smtp ${smtp.mood} ${smtp.fromMs}-${smtp.toMs}`,
    ...(held ? [`${held.table} held ${held.fromMs}-${held.toMs}`] : []),
  ].join(', ')
}
