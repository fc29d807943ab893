import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopAppearanceQuery } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopAppearance, layout } = await queryForShopPage(event, shopAppearanceQuery, {})
  return { ...layout, appearance: shopAppearance }
}

export const actions: Actions = {
  changeShopAppearance: formAction({
    document: graphql(`
      mutation ChangeShopAppearance($input: ChangeShopAppearanceInput!) {
        changeShopAppearance(input: $input) {
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
        name: rawTextOf(form, 'name'),
        accentColor: textOf(form, 'accentColor'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['name', 'accentColor', 'version'],
  }),
}
