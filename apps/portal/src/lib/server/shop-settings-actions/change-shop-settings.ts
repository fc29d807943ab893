import type { RequestEvent } from '@sveltejs/kit'
import { toSeconds } from '#lib/duration.ts'
import { askForAction, refuse } from '../ask-for-action.ts'
import * as operations from '../shop-settings-operations.ts'
import { textOf } from '../text-of.ts'

/** Sets how long the shop waits and keeps, and where the links of its mails lead. */
export async function changeShopSettings(event: RequestEvent) {
  const form = await event.request.formData()
  const secondsOf = (name: string) =>
    toSeconds(textOf(form, name) ?? '', textOf(form, `${name}Unit`) ?? 'hours')
  const delays = {
    orderDelaySeconds: secondsOf('orderDelaySeconds'),
    bankDelaySeconds: secondsOf('bankDelaySeconds'),
    keptRetentionSeconds: secondsOf('keptRetentionSeconds'),
  }
  if (!areWritten(delays)) {
    const missing = Object.entries(delays).filter(([, seconds]) => seconds === null)
    return refuse(400, ...missing.map(([name]) => ({ code: 'DELAY_OUT_OF_BOUNDS', field: [name] })))
  }
  const input = {
    ...delays,
    cardPageUrl: textOf(form, 'cardPageUrl'),
    orderPageUrl: textOf(form, 'orderPageUrl'),
  }
  const answer = await askForAction(event, operations.changeShopSettings, { input })
  return 'refusal' in answer ? answer.refusal : undefined
}

const areWritten = <Name extends string>(
  delays: Record<Name, number | null>,
): delays is Record<Name, number> => Object.values(delays).every((seconds) => seconds !== null)
