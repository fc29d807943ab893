import { askForPage } from '#lib/server/ask-for-page.ts'
import * as operations from '#lib/server/rescue-operations.ts'
import type { PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const trail = event.url.searchParams.getAll('after')
  const { refusedNotifications, openRescueCount } = await askForPage(event, operations.refusedNotifications, {
    first: pageSize,
    after: trail.at(-1) ?? null,
  })
  return { trail, refused: refusedNotifications, pageSize, openRescues: openRescueCount }
}
