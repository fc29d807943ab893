import { redirect } from '@sveltejs/kit'
import { readChosenLines } from '#lib/order/chosen-lines.ts'
import { readOrder, withdraw } from '#lib/server/orders.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

/** The first step chooses what to withdraw from; its form opens this page again with the quantities, for the second step. */
export const load: PageServerLoad = async (event) => {
  const { code } = event.params
  const found = await readOrder(event, code)
  if (!found) redirect(303, `/orders/${code}`)
  const { order } = found
  const { searchParams } = event.url
  return {
    order,
    chosen: readChosenLines(order.withdrawal.lines, searchParams),
    hasChosen: searchParams.has('chosen'),
    idempotencyKey: crypto.randomUUID(),
  }
}

export const actions = {
  confirm: async (event) => {
    const { code } = event.params
    const found = await readOrder(event, code)
    if (!found) redirect(303, `/orders/${code}`)
    const form = await event.request.formData()
    const lines = readChosenLines(found.order.withdrawal.lines, form)
    const idempotencyKey = String(form.get('idempotencyKey') ?? '')
    const { failure } = await submitToApi(event, { ...noErrors, idempotencyKey }, () =>
      withdraw(event, {
        orderCode: code,
        orderToken: found.token,
        lines: lines.map(({ line: { lineId }, quantity }) => ({ lineId, quantity })),
        idempotencyKey,
      }),
    )
    if (failure) return failure
    redirect(303, `/orders/${code}#withdrawal`)
  },
} satisfies Actions
