import { askForPage } from '#lib/server/ask-for-page.ts'
import { acceptRescue } from '#lib/server/rescue-actions/accept-rescue.ts'
import { recordRescueContact } from '#lib/server/rescue-actions/record-rescue-contact.ts'
import { recordRescueRefund } from '#lib/server/rescue-actions/record-rescue-refund.ts'
import { reopenRescue } from '#lib/server/rescue-actions/reopen-rescue.ts'
import * as operations from '#lib/server/rescue-operations.ts'
import type { Actions, PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams
  const settled = query.has('settled')
  const trail = query.getAll('after')
  const { rescues, openRescueCount } = await askForPage(event, operations.rescues, {
    open: !settled,
    first: pageSize,
    after: trail.at(-1) ?? null,
  })
  return { settled, trail, rescues, pageSize, openRescues: openRescueCount }
}

export const actions: Actions = { acceptRescue, recordRescueRefund, recordRescueContact, reopenRescue }
