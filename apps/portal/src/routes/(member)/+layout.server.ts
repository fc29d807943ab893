import { askForPage } from '#lib/server/ask-for-page.ts'
import * as operations from '#lib/server/operations.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async (event) => {
  const { viewer } = await askForPage(event, operations.viewer, {})
  return { member: viewer }
}
