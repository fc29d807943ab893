import { askForPage } from '#lib/server/ask-for-page.ts'
import { changeShopSettings } from '#lib/server/shop-settings-actions/change-shop-settings.ts'
import * as operations from '#lib/server/shop-settings-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopSettings } = await askForPage(event, operations.shopSettings, {})
  return { settings: shopSettings }
}

export const actions: Actions = { changeShopSettings }
