import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { accepted } from '@triclic/storefront-client'
import { problemsOf } from '#lib/errors.js'
import { keepOrder } from '#lib/server/cookies.ts'

type Values = Record<string, string>

/** The ways to deliver the cart, the chosen one or else the first, and what everything costs with it. */
async function quote({ client }: App.Locals, { countryCode = '', postalCode, shippingMethodId }: Values) {
  const place = { countryCode, postalCode: postalCode || null }
  const methods = await client.shippingMethods(place)
  const method = methods.find(({ id }) => id === shippingMethodId) ?? methods[0]
  const { totals } = await client.quote({ ...place, shippingMethodId: method?.id })
  return { methods, methodId: method?.id, totals }
}

export const load = async ({ locals }) => {
  const { country, countries } = await locals.client.shop()
  const [cart, firstQuote] = await Promise.all([
    locals.client.cart(),
    quote(locals, { countryCode: country }),
  ])
  if (!cart?.lines.length) redirect(303, '/cart')
  return {
    countries: countries.map(({ code }) => code),
    quote: firstQuote,
    idempotencyKey: crypto.randomUUID(),
  }
}

const readValues = async ({ request }: RequestEvent): Promise<Values> =>
  Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value)]))

export const actions = {
  quote: async (event) => {
    const values = await readValues(event)
    return { values, quote: await quote(event.locals, values) }
  },
  order: async (event) => {
    const values = await readValues(event)
    const { email, shippingMethodId, expectedTotal, idempotencyKey, ...address } = values
    const placeOrder = () =>
      event.locals.client.placeOrder({
        input: {
          email: email ?? '',
          billingAddress: address as never,
          shippingMethodId: shippingMethodId || null,
          // If it is no longer the total, the API says so instead of ordering.
          expectedTotal: Number(expectedTotal),
          idempotencyKey: idempotencyKey || null,
        },
      })
    try {
      const { order } = accepted(await placeOrder())
      if (order) keepOrder(event, order)
      redirect(303, order ? `/orders/${order.code}` : '/cart')
    } catch (error) {
      const problems = problemsOf(error, event.locals.language)
      return fail(400, { ...problems, values, quote: await quote(event.locals, values) })
    }
  },
}
