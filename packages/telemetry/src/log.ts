import { redactCardNumbers } from '@triclic/card-core/text'
import { pino, type Logger } from 'pino'
import { currentRequestId } from './request-id.ts'
import { serializeError } from './serialize-error.ts'
import { writeNow, writeSoon } from './write-lines.ts'

const WARN = pino.levels.values['warn'] ?? 40

/** Warnings and errors are written at once, because the process may be about to end. pino sets `lastLevel` before each write. */
const destination = {
  [Symbol.for('pino.metadata')]: true,
  lastLevel: 0,
  write(line: string) {
    const redacted = redactCardNumbers(line)
    if (this.lastLevel >= WARN) writeNow(redacted)
    else writeSoon(redacted)
  },
}

/**
 * Logs one JSON line per event to stdout, with the id of the current request. Card numbers are redacted from every line.
 * @param level the least severe level that is logged: by default that of the environment variable LOG_LEVEL, or `info`
 */
export function createLog(name: string, level = process.env['LOG_LEVEL'] || 'info'): Logger {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const requestId = currentRequestId()
        return requestId ? { requestId } : {}
      },
      serializers: { err: serializeError },
    },
    destination,
  )
}

/** Writes all lines that wait to be written together with later ones. */
export const flushLog = (): void => writeNow()

export type { Logger }
