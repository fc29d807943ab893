import { redactCardNumbers } from '@triclic/card-core/text'
import { pino, type Logger } from 'pino'
import { currentRequestId } from './request-id.ts'
import { serializeError } from './serialize-error.ts'

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
    { write: (line: string) => void process.stdout.write(redactCardNumbers(line)) },
  )
}

export type { Logger }
