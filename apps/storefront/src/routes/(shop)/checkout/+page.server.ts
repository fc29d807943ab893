import { redirect } from '@sveltejs/kit'
import { RequestError } from '#lib/api/request-error.ts'
import { hasCode } from '#lib/api/user-errors.ts'
import { parseCheckoutForm, readTextFields, withoutCardNumbers } from '#lib/checkout/parse-checkout-form.ts'
import { readCart } from '#lib/server/cart.ts'
import { checkoutKey, keepUnpaidOrder, renewCheckoutKey } from '#lib/server/cookies.ts'
import { placeOrder } from '#lib/server/orders.ts'
import { quoteDelivery } from '#lib/server/quote-delivery.ts'
import { readCountries } from '#lib/server/shop.ts'
import { submitToApi } from '#lib/server/submit-to-api.ts'
import type { Actions, PageServerLoad } from './$types.js'

export const load: PageServerLoad = async (event) => {
  const { shopConfig, shop, locale, refusedDelivery: refused } = event.locals
  if (!shopConfig) throw new RequestError('SHOP_NOT_FOUND')
  const requestedCountry = refused?.countryCode ?? event.url.searchParams.get('country') ?? ''
  const countryCode = /^[A-Z]{2}$/.test(requestedCountry) ? requestedCountry : (shop?.country ?? '')
  const postalCode = refused?.postalCode ?? event.url.searchParams.get('postcode')
  const vatNumber = refused?.vatNumber ?? event.url.searchParams.get('vat')
  const methodId = refused?.methodId ?? event.url.searchParams.get('method')
  const [cart, delivery, countries] = await Promise.all([
    readCart(event),
    quoteDelivery(event, { countryCode, postalCode, vatNumber, methodId }),
    readCountries(shopConfig, { locale, address: event.getClientAddress() }),
  ])
  checkoutKey(event)
  return { cart, delivery, countryCode, countries }
}

export const actions = {
  default: async (event) => {
    const values = readTextFields(await event.request.formData())
    const input = parseCheckoutForm(values)
    const { failure, result } = await submitToApi(event, { values: withoutCardNumbers(values) }, () =>
      placeOrder(event, { ...input, idempotencyKey: checkoutKey(event) }),
    )
    // This key already belongs to another order.
    if (failure && hasCode(failure.data.userErrors, 'IDEMPOTENCY_KEY_REUSED')) renewCheckoutKey(event)
    if (failure) {
      const { countryCode, postalCode } = input.shippingAddress ?? input.billingAddress
      event.locals.refusedDelivery = {
        countryCode,
        postalCode,
        vatNumber: input.vatNumber ?? null,
        methodId: input.shippingMethodId ?? null,
      }
      return failure
    }
    renewCheckoutKey(event)
    keepUnpaidOrder(event, result.code)
    redirect(303, `/orders/${result.code}`)
  },
} satisfies Actions
