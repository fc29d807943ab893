import { toSeconds } from '#lib/duration.ts'
import { askForAction, refuse } from '#lib/server/ask-for-action.ts'
import { askForPage } from '#lib/server/ask-for-page.ts'
import { textOf } from '#lib/server/order-actions/text-of.ts'
import * as operations from '#lib/server/shop-settings-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopSettings } = await askForPage(event, operations.shopSettings, {})
  return { settings: shopSettings }
}

const times = ['orderDelaySeconds', 'bankDelaySeconds', 'keptRetentionSeconds'] as const

export const actions: Actions = {
  changeShopSettings: async (event) => {
    const form = await event.request.formData()
    const [orderDelaySeconds, bankDelaySeconds, keptRetentionSeconds] = times.map((name) =>
      toSeconds(textOf(form, name) ?? '', textOf(form, `${name}Unit`) ?? 'hours'),
    )
    if (orderDelaySeconds == null || bankDelaySeconds == null || keptRetentionSeconds == null) {
      const missing = times.filter((name) => toSeconds(textOf(form, name) ?? '', 'hours') === null)
      return refuse(400, ...missing.map((name) => ({ code: 'DELAY_OUT_OF_BOUNDS', field: [name] })))
    }
    const input = {
      orderDelaySeconds,
      bankDelaySeconds,
      keptRetentionSeconds,
      cardPageUrl: textOf(form, 'cardPageUrl'),
      orderPageUrl: textOf(form, 'orderPageUrl'),
    }
    const answer = await askForAction(event, operations.changeShopSettings, { input })
    return 'refusal' in answer ? answer.refusal : { saved: true }
  },
}
