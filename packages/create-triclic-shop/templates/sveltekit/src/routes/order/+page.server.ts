import { redirect } from '@sveltejs/kit'
import { parseLink } from '#lib/card.js'
import { keepOrder } from '#lib/server/cookies.ts'

export const actions = {
  /** Keeps what opens the order that a mailed link leads to. */
  default: async (event) => {
    const link = parseLink(String((await event.request.formData()).get('link')))
    if (!link) redirect(303, '/order')
    keepOrder(event, link)
    redirect(303, `/orders/${link.code}`)
  },
}
