import type { BankTrial } from '#lib/bank/bank.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

export interface TrialVerdict {
  kind: 'outdated' | 'works' | 'mismatched' | 'not-believed' | 'waiting' | 'no-answer'
  tone: Tone
  text: () => string
}

/** What a trial says of the bank's settings, in one sentence. */
export function judgeTrial(
  trial: BankTrial,
  { isWaiting, isOutdated }: { isWaiting: boolean; isOutdated: boolean },
): TrialVerdict {
  if (isOutdated) return { kind: 'outdated', tone: 'gray', text: m.banks_trial_outdated }
  if (trial.status === 'MISMATCHED')
    return { kind: 'mismatched', tone: 'red', text: m.banks_trial_mismatched }
  if (trial.notifiedAt) return { kind: 'works', tone: 'green', text: m.banks_trial_ok }
  if (trial.refusals.length) return { kind: 'not-believed', tone: 'red', text: m.banks_trial_not_believed }
  return isWaiting
    ? { kind: 'waiting', tone: 'blue', text: m.banks_trial_waiting }
    : { kind: 'no-answer', tone: 'amber', text: m.banks_trial_no_answer }
}
