import type { RequestEvent } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { legalPageQuery } from '#lib/legal-page/legal-page.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { pageOf } from './page-of.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { legalPage, layout } = await queryForShopPage(event, legalPageQuery, pageOf(event))
  return { ...layout, page: legalPage }
}

const inputOf = (form: FormData, event: RequestEvent) => ({
  input: { ...pageOf(event), html: rawTextOf(form, 'html'), version: textOf(form, 'version') },
})
const givesBack = ['html', 'version']

export const actions: Actions = {
  saveLegalPage: formAction({
    document: graphql(`
      mutation SaveLegalPage($input: LegalPageInput!) {
        saveLegalPage(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: inputOf,
    givesBack,
  }),
  publishLegalPage: formAction({
    document: graphql(`
      mutation PublishLegalPage($input: LegalPageInput!) {
        publishLegalPage(input: $input) {
          page {
            published {
              number
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
    variables: inputOf,
    onSuccess: ({ page }) => ({ number: page?.published?.number ?? 1 }),
    givesBack,
  }),
  discardLegalPageDraft: formAction({
    document: graphql(`
      mutation DiscardLegalPageDraft($kind: ShopPageKind!, $language: ContentLanguage!, $version: String) {
        discardLegalPageDraft(kind: $kind, language: $language, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({ ...pageOf(event), version: textOf(form, 'version') }),
  }),
}
