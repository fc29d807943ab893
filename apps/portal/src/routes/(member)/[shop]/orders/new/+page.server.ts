import { error, redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { layout } = await queryForShopPage(event, layoutQuery, {})
  if (!layout.permissions.includes('ORDER_ENTER')) error(403, 'Forbidden', { code: 'FORBIDDEN' })
  return { ...layout, idempotencyKey: crypto.randomUUID() }
}

export const actions: Actions = {
  enterOrder: formAction({
    document: graphql(`
      mutation EnterOrder($input: EnterOrderInput!) {
        enterOrder(input: $input) {
          order {
            code
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      input: {
        idempotencyKey: rawTextOf(form, 'idempotencyKey'),
        channel: form.get('channel') === 'MAIL' ? ('MAIL' as const) : ('TELEPHONE' as const),
        language: form.get('language') === 'EN' ? ('EN' as const) : ('FR' as const),
        lines: form.getAll('line').map((line) => {
          const [variantId = '', quantity = ''] = String(line).split(' ')
          return { variantId, quantity: Number.parseInt(quantity, 10) || 0 }
        }),
        email: rawTextOf(form, 'email'),
        billingAddress: addressOf(form, ''),
        shippingAddress: form.has('sendsElsewhere') ? addressOf(form, 'shipping-') : null,
        shippingMethodId: textOf(form, 'shippingMethodId'),
        discountCode: textOf(form, 'discountCode'),
        expectedTotal: Number.parseInt(rawTextOf(form, 'expectedTotal'), 10) || null,
        note: textOf(form, 'note'),
      },
    }),
    onSuccess: ({ order }, { params }) => redirect(303, `/${params.shop}/orders/${order?.code ?? ''}#pay`),
  }),
}

/** The fields of an address, whose names begin with the prefix. */
function addressOf(form: FormData, prefix: string) {
  const text = (name: string) => rawTextOf(form, prefix + name)
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    company: text('company') || null,
    line1: text('line1'),
    line2: text('line2') || null,
    postalCode: text('postalCode'),
    city: text('city'),
    countryCode: text('countryCode'),
    phone: text('phone') || null,
  }
}
