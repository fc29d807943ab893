import { redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { layoutQuery } from '#lib/member/member.documents.ts'
import { localPath } from '#lib/paths.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForPage } from '#lib/server/query-for-page.ts'
import { blamePassword, credentialsOf } from '#lib/server/reauthentication.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => (await queryForPage(event, layoutQuery, {})).layout

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation Reauthenticate($password: String!, $otp: String) {
        reauthenticate(password: $password, otp: $otp) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: credentialsOf,
    mapError: blamePassword,
    onSuccess: (_payload, { url }) => redirect(303, localPath(url.searchParams.get('next'))),
  }),
}
