import { graphql } from '#lib/graphql/graphql.ts'
import { mailsQuery } from '#lib/mail/mail.documents.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { mailSettings, mailTexts, layout } = await queryForShopPage(event, mailsQuery, {})
  return { ...layout, settings: mailSettings, texts: mailTexts }
}

export const actions: Actions = {
  changeMailSettings: formAction({
    document: graphql(`
      mutation ChangeMailSettings($input: ChangeMailSettingsInput!) {
        changeMailSettings(input: $input) {
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
        senderName: textOf(form, 'senderName'),
        replyTo: textOf(form, 'replyTo'),
        footerEn: rawTextOf(form, 'footerEn'),
        footerFr: rawTextOf(form, 'footerFr'),
        version: textOf(form, 'version'),
      },
    }),
    givesBack: ['senderName', 'replyTo', 'footerEn', 'footerFr', 'version'],
  }),
}
