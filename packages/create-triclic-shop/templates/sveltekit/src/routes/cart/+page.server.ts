import { accepted } from '@triclic/storefront-client'
import { attempt } from '#lib/server/attempt.ts'

export const load = async ({ locals: { client } }) => ({ cart: await client.cart() })

// #region cart
export const actions = {
  set: async ({ locals, request }) => {
    const form = await request.formData()
    const quantity = form.has('remove') ? 0 : Math.trunc(Number(form.get('quantity')))
    const variantId = String(form.get('variantId'))
    return attempt(
      locals,
      async () => void accepted(await locals.client.setCartLine({ variantId, quantity })),
    )
  },
  acknowledge: async ({ locals, request }) => {
    const noticeIds = (await request.formData()).getAll('notice').map(String)
    return attempt(
      locals,
      async () => void accepted(await locals.client.acknowledgeCartNotices({ noticeIds })),
    )
  },
  discount: async ({ locals, request }) => {
    const code = String((await request.formData()).get('code'))
    return attempt(locals, async () => void accepted(await locals.client.applyDiscountCode({ code })))
  },
  removeDiscount: ({ locals }) =>
    attempt(locals, async () => void accepted(await locals.client.removeDiscountCode())),
}
// #endregion cart
