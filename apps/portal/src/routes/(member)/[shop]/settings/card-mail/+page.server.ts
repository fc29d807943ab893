import { warnOf } from '#lib/card-mail/card-mail.ts'
import { askForPage } from '#lib/server/ask-for-page.ts'
import { checkOpenPgpKey } from '#lib/server/card-mail-actions/check-open-pgp-key.ts'
import { removeOpenPgpKey } from '#lib/server/card-mail-actions/remove-open-pgp-key.ts'
import { setFragmentTo } from '#lib/server/card-mail-actions/set-fragment-to.ts'
import { setOpenPgpKey } from '#lib/server/card-mail-actions/set-open-pgp-key.ts'
import { setOpenPgpRequired } from '#lib/server/card-mail-actions/set-open-pgp-required.ts'
import * as operations from '#lib/server/card-mail-operations.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { cardMail } = await askForPage(event, operations.cardMail, {})
  return { cardMail, warning: warnOf(cardMail, new Date()) }
}

export const actions: Actions = {
  checkOpenPgpKey,
  setOpenPgpKey,
  removeOpenPgpKey,
  setOpenPgpRequired,
  setFragmentTo,
}
