import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { accepted } from '@triclic/storefront-client'
import { attempt } from '#lib/server/attempt.ts'
import { orderAccess } from '#lib/server/cookies.ts'
import { texts } from '#lib/texts.js'

/** The order, and the lines of which the address of the page names a quantity. */
async function readChoice(
  { cookies, locals: { client, language }, url }: Pick<RequestEvent, 'cookies' | 'locals' | 'url'>,
  code: string,
) {
  const access = orderAccess({ cookies }, code)
  const order = access && (await client.order({ code, token: access.orderToken }))
  if (!order) error(404, texts[language].noOrder)
  const chosen = order.withdrawal.lines.flatMap((line) => {
    const quantity = Math.min(Math.trunc(Number(url.searchParams.get(line.lineId))), line.remaining)
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
  return { access, order, chosen }
}

export const load = async (event) => {
  const { order, chosen } = await readChoice(event, event.params.code)
  return { order, chosen, hasChosen: event.url.search !== '', idempotencyKey: crypto.randomUUID() }
}

export const actions = {
  default: async (event) => {
    const { access, chosen } = await readChoice(event, event.params.code)
    const idempotencyKey = String((await event.request.formData()).get('idempotencyKey'))
    const lines = chosen.map(({ lineId, quantity }) => ({ lineId, quantity }))
    return attempt(event.locals, async () => {
      accepted(await event.locals.client.withdraw({ input: { ...access, lines, idempotencyKey } }))
      redirect(303, `/orders/${event.params.code}`)
    })
  },
}
