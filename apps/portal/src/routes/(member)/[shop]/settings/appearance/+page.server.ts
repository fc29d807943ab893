import { graphql } from '#lib/graphql/graphql.ts'
import { readPictures } from '#lib/media/read-pictures.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopAppearanceQuery } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'

/** Undefined if the form has no picture field: the logo stays as it is. */
function logoOf(form: FormData): string | null | undefined {
  const pictures = readPictures(form, 'logo')
  return pictures ? (pictures[0]?.id ?? null) : undefined
}

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
        logoId: logoOf(form),
        name: rawTextOf(form, 'name'),
        accentColor: textOf(form, 'accentColor'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['name', 'accentColor', 'version', 'logo'],
  }),
}
