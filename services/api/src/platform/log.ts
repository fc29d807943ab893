import { pino, type Logger } from 'pino'
import { redactCardNumbers } from '../kernel/card-numbers.ts'

/** One JSON line an event on stdout; every line passes the net before it is written. */
export function createLog(name: string, level: string): Logger {
  return pino(
    { name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void process.stdout.write(redactCardNumbers(line)) },
  )
}

export type { Logger }
