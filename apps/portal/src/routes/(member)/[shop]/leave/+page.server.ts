import { redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => (await queryForShopPage(event, layoutQuery, {})).layout

export const actions: Actions = {
  leaveShop: formAction({
    document: graphql(`
      mutation LeaveShop {
        leaveShop {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: () => ({}),
    onSuccess: () => redirect(303, '/shops?reason=left'),
  }),
}
