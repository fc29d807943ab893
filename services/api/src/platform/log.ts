import { pino, type Logger } from 'pino'
import { redactCardNumbers } from '@triclic/card-core'

/** Logs one JSON line per event to stdout. Card numbers are redacted from every line. */
export function createLog(name: string, level: string): Logger {
  return pino(
    { name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void process.stdout.write(redactCardNumbers(line)) },
  )
}

export type { Logger }
