import type { Logger } from '../../platform/log.ts'

/** Logs why the library refused the response of an authenticator, without quotations and digits, which the client may have chosen. */
export function logRefusal(log: Logger, error: unknown): void {
  const reason = error instanceof Error ? error.message.replaceAll(/".*"|\d/gs, '…').slice(0, 300) : 'unknown'
  log.warn({ reason }, 'A passkey was refused')
}
