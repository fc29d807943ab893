import { error } from '@sveltejs/kit'
import { accepted } from '@triclic/storefront-client'
import { attempt } from '#lib/server/attempt.ts'
import { orderAccess } from '#lib/server/cookies.ts'
import { texts } from '#lib/texts.js'

export const load = async ({ cookies, locals: { client, language }, params: { code }, url }) => {
  const access = orderAccess({ cookies }, code)
  const order = access && (await client.order({ code, token: access.orderToken }))
  if (!order) error(404, texts[language].noOrder)
  return { order, isPayingAgain: url.searchParams.has('again'), paymentKey: crypto.randomUUID() }
}

export const actions = {
  bank: async ({ cookies, locals, params, request, url }) => {
    const access = orderAccess({ cookies }, params.code) ?? error(404)
    const form = await request.formData()
    const input = {
      ...access,
      bankId: String(form.get('bankId')),
      // The bank sends the buyer back to this page.
      returnUrl: url.origin + url.pathname,
      idempotencyKey: String(form.get('paymentKey')),
      abandonOpenAttempt: url.searchParams.has('again'),
    }
    return attempt(locals, async () => ({
      redirect: accepted(await locals.client.payByBank({ input })).redirect,
    }))
  },
  manually: async ({ cookies, locals, params, request, url }) => {
    const access = orderAccess({ cookies }, params.code) ?? error(404)
    const input = { ...access, abandonOpenAttempt: url.searchParams.has('again') }
    const isCheque = (await request.formData()).get('method') === 'CHEQUE'
    const { payByCheque, payByTransfer } = locals.client
    return attempt(
      locals,
      async () => void accepted(await (isCheque ? payByCheque : payByTransfer)({ input })),
    )
  },
}
