import { error, redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { legalPageVersionQuery } from '#lib/legal-page/legal-page.documents.ts'
import { toPathPart } from '#lib/mail/mail-names.ts'
import { formAction } from '#lib/server/form-action.ts'
import { textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { pageOf } from '../../page-of.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shop, kind, language, id } = event.params
  const { legalPageVersion, legalPage, layout } = await queryForShopPage(event, legalPageVersionQuery, {
    id,
    ...pageOf(event),
  })
  if (!legalPageVersion) error(404, 'Version not found', { code: 'NOT_FOUND' })
  const path = `${toPathPart(legalPageVersion.kind)}/${toPathPart(legalPageVersion.language)}`
  // An order links to its version by the id alone.
  if (path !== `${kind}/${language}`) redirect(307, `/${shop}/settings/pages/${path}/versions/${id}`)
  return { ...layout, version: legalPageVersion, page: legalPage }
}

export const actions: Actions = {
  restoreLegalPage: formAction({
    document: graphql(`
      mutation RestoreLegalPage($id: ID!, $version: String) {
        restoreLegalPage(id: $id, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ id: params['id'] ?? '', version: textOf(form, 'version') }),
    onSuccess: (_payload, { params }) =>
      redirect(303, `/${params['shop']}/settings/pages/${params['kind']}/${params['language']}`),
    givesBack: ['version'],
  }),
}
