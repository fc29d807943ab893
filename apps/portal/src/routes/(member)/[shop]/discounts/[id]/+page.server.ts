import { error, redirect } from '@sveltejs/kit'
import { discountQuery } from '#lib/discount/discount.documents.ts'
import { readDiscountForm } from '#lib/discount/read-discount-form.ts'
import { dayOf, lastDayBefore } from '#lib/discount/shop-days.ts'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

/** The id in the address of a discount that does not exist yet. */
const NEW = 'new'

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  const { discount, discountCollections, layout } = await queryForShopPage(event, discountQuery, { id })
  if (!discount && id !== NEW) error(404, 'Discount not found', { code: 'NOT_FOUND' })
  const { timeZone } = layout.shop
  const days = {
    starts: dayOf(discount?.startsAt ?? Date.now(), timeZone),
    ends: discount?.endsAt ? lastDayBefore(discount.endsAt, timeZone) : '',
  }
  return { ...layout, discount, days, collections: discountCollections }
}

const toList = ({ params }: { params: { shop: string } }) => redirect(303, `/${params.shop}/discounts`)

export const actions: Actions = {
  save: formAction({
    document: graphql(`
      mutation SaveDiscount($input: DiscountInput!) {
        saveDiscount(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({
      input: { ...readDiscountForm(form), id: params.id === NEW ? null : params.id },
    }),
    givesBack: (form) => [...form.keys()],
    onSuccess: (_payload, event) => toList(event),
  }),
  remove: formAction({
    document: graphql(`
      mutation RemoveDiscount($id: ID!, $version: Int) {
        removeDiscount(id: $id, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ id: params.id, version: Number(textOf(form, 'version')) || null }),
    onSuccess: (_payload, event) => toList(event),
  }),
}
