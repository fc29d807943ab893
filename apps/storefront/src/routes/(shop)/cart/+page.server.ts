import {
  acknowledgeCartNotices,
  applyDiscountCode,
  createCartLink,
  readCart,
  removeDiscountCode,
  setCartLine,
} from '#lib/server/cart.ts'
import { noErrors, submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => ({ cart: await readCart(event) })

export const actions = {
  set: async (event) => {
    const form = await event.request.formData()
    const variantId = String(form.get('variantId') ?? '')
    const typedQuantity = Number(form.get('setQuantity') ?? form.get('quantity'))
    // -1 makes the API reject the quantity with its own message.
    const quantity = Number.isInteger(typedQuantity) ? typedQuantity : -1
    const { failure } = await submitToApi(event, { variantId }, () =>
      setCartLine(event, { variantId, quantity }),
    )
    return failure ?? { variantId, ...noErrors }
  },
  applyCode: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '')
    const { failure } = await submitToApi(event, { code }, () => applyDiscountCode(event, code))
    return failure ?? { ...noErrors }
  },
  removeCode: async (event) => {
    const { failure } = await submitToApi(event, {}, () => removeDiscountCode(event))
    return failure ?? { ...noErrors }
  },
  acknowledge: async (event) => {
    const noticeIds = (await event.request.formData()).getAll('noticeId').map(String)
    const { failure } = await submitToApi(event, {}, () => acknowledgeCartNotices(event, noticeIds))
    return failure ?? { ...noErrors }
  },
  createLink: async (event) => {
    const { failure, result } = await submitToApi(event, { linkErrors: true }, () => createCartLink(event))
    if (failure) return failure
    const { link } = result
    if (!link) return { ...noErrors, link: null }
    const url = `${event.url.origin}/cart/open?token=${link.token}`
    return { ...noErrors, link: { url, expiresAt: link.expiresAt } }
  },
} satisfies Actions
