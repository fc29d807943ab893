import { brandOf } from '@triclic/card-core'
import { pino, type Logger } from 'pino'

const DIGIT_RUN = /\d(?:[\s\u00a0\u202f-]?\d){11,18}/g

/** The second net: whatever reads as a card number of the four brands is struck out. */
export const strikeCards = (text: string): string =>
  text.replace(DIGIT_RUN, (run) => (brandOf(run) ? '[card]' : run))

/** One JSON line an event on stdout; every line passes the net before it is written. */
export function openLog(name: string, level: string): Logger {
  return pino(
    { name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void process.stdout.write(strikeCards(line)) },
  )
}

export type { Logger }
