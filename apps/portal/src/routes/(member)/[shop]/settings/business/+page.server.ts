import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { businessIdentityQuery } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'
import { businessFields } from './fields.ts'

export const load: PageServerLoad = async (event) => {
  const { businessIdentity, layout } = await queryForShopPage(event, businessIdentityQuery, {})
  return { ...layout, business: businessIdentity }
}

export const actions: Actions = {
  changeBusinessIdentity: formAction({
    document: graphql(`
      mutation ChangeBusinessIdentity($input: ChangeBusinessIdentityInput!) {
        changeBusinessIdentity(input: $input) {
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
        identity: {
          legalName: rawTextOf(form, 'legalName'),
          legalForm: textOf(form, 'legalForm'),
          registrationNumber: textOf(form, 'registrationNumber'),
          registry: textOf(form, 'registry'),
          vatNumber: textOf(form, 'vatNumber'),
          line1: rawTextOf(form, 'line1'),
          line2: textOf(form, 'line2'),
          postalCode: rawTextOf(form, 'postalCode'),
          city: rawTextOf(form, 'city'),
          countryCode: rawTextOf(form, 'countryCode'),
          phone: rawTextOf(form, 'phone'),
          publicationDirector: textOf(form, 'publicationDirector'),
          mediatorName: textOf(form, 'mediatorName'),
          mediatorUrl: textOf(form, 'mediatorUrl'),
        },
        contactEmail: rawTextOf(form, 'contactEmail'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: [...businessFields, 'version'],
  }),
}
