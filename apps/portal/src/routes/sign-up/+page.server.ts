import { graphql } from '#lib/graphql/graphql.ts'
import { countryName } from '#lib/delivery/describe-method.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'
import { formAction } from '#lib/server/form-action.ts'
import { requireTexts, textOf } from '#lib/server/form-data.ts'
import { queryForVisitor } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

const signUpFormQuery = graphql(`
  query SignUpForm {
    signUpForm {
      isOpen
      countries
      formToken
    }
  }
`)

/** A new form, of which the API knows when it was shown. */
export const load: PageServerLoad = async (event) => {
  const { signUpForm } = await queryForVisitor(event, signUpFormQuery, {})
  const locale = getLocale()
  const countries = signUpForm.countries
    .map((code) => ({ code, name: countryName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  return { ...signUpForm, countries, defaultCountry: locale === 'fr' ? 'FR' : '' }
}

export const actions: Actions = {
  default: formAction({
    document: graphql(`
      mutation SignUp($input: SignUpInput!) {
        signUp(input: $input) {
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
        ...requireTexts(form, {
          shopName: m.error_enter_shop_name(),
          slug: m.error_enter_slug(),
          country: m.error_enter_country(),
          email: m.error_enter_email(),
          formToken: m.error_unexpected(),
        }),
        website: textOf(form, 'website'),
      },
    }),
    givesBack: ['shopName', 'slug', 'country', 'email'],
    onSuccess: (_payload, _event, { input }) => ({ sentTo: input.email }),
  }),
}
