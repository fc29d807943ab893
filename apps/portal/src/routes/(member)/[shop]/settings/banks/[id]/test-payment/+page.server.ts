import { redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The page only redirects to the bank after a post; visited directly, it leads back to the bank's settings. */
export const load: PageServerLoad = async (event) => {
  const back = event.url.pathname.replace(/\/test-payment$/, '')
  if (event.request.method === 'GET') redirect(303, back)
  const { layout } = await queryForShopPage(event, layoutQuery, {})
  return { ...layout, back }
}

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation StartTestPayment($id: ID!, $acceptRealPayment: Boolean!) {
        startTestPayment(id: $id, acceptRealPayment: $acceptRealPayment) {
          redirect {
            method
            url
            fields {
              name
              value
            }
          }
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }: RequestEvent) => ({
      id: params.id,
      acceptRealPayment: form.get('accept') === 'yes',
    }),
    onSuccess: ({ redirect: bankForm }, { locals }) => {
      if (bankForm) locals.bankOrigin = new URL(bankForm.url).origin
      return { bankForm }
    },
  }),
}
