import { error, type RequestEvent } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { mailQuery } from '#lib/mail/mail.documents.ts'
import { contentLanguages, fromPathPart, mailKinds } from '#lib/mail/mail-names.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { Actions, PageServerLoad } from './$types'

/** The mail that the path names. */
function mailOf({ params }: RequestEvent) {
  const kind = fromPathPart(mailKinds, params['kind'])
  const language = fromPathPart(contentLanguages, params['language'])
  return kind && language ? { kind, language } : error(404, 'Page not found', { code: 'NOT_FOUND' })
}

export const load: PageServerLoad = async (event) => {
  const { kind, language } = mailOf(event)
  const { mailTexts, previewMail, layout } = await queryForShopPage(event, mailQuery, {
    input: { kind, language },
  })
  const text = mailTexts.find((each) => each.kind === kind && each.language === language)
  if (!text) error(404, 'Page not found', { code: 'NOT_FOUND' })
  return { ...layout, text, preview: previewMail.preview }
}

const partsOf = (form: FormData) => ({
  subject: rawTextOf(form, 'subject'),
  introduction: rawTextOf(form, 'introduction'),
  closing: rawTextOf(form, 'closing'),
})
const givesBack = ['subject', 'introduction', 'closing', 'version']

export const actions: Actions = {
  changeMailText: formAction({
    document: graphql(`
      mutation ChangeMailText($input: ChangeMailTextInput!) {
        changeMailText(input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({
      input: { ...mailOf(event), text: partsOf(form), version: textOf(form, 'version') },
    }),
    givesBack,
  }),
  resetMailText: formAction({
    document: graphql(`
      mutation ResetMailText($kind: BuyerMailKind!, $language: ContentLanguage!, $version: String) {
        resetMailText(kind: $kind, language: $language, version: $version) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({ ...mailOf(event), version: textOf(form, 'version') }),
  }),
  sendTestMail: formAction({
    document: graphql(`
      mutation SendTestMail($input: SampleMailInput!) {
        sendTestMail(input: $input) {
          sentTo
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, event) => ({ input: { ...mailOf(event), text: partsOf(form) } }),
    onSuccess: ({ sentTo }) => ({ sentTo }),
    givesBack,
  }),
}
