import type { BankTrial } from '#lib/bank/bank.ts'

const FRESH_MS = 10 * 60_000

/**
 * Whether the bank's word on a trial may still be on its way: its buyer came back, or left less than ten minutes before
 * `now` (milliseconds). What an outdated trial would say is of no use any more.
 */
export function isAwaited(
  trial: BankTrial,
  { isReturned, isOutdated, now }: { isReturned: boolean; isOutdated: boolean; now: number },
): boolean {
  if (isOutdated || trial.notifiedAt || trial.refusals.length) return false
  return isReturned || now - Date.parse(trial.openedAt) < FRESH_MS
}
