import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const mailsQuery = graphql(
  `
    query Mails {
      ...LayoutFields
      mailSettings {
        senderName
        replyTo
        defaultReplyTo
        footerEn
        footerFr
        version
      }
      mailTexts {
        kind
        language
        isDefault
      }
    }
  `,
  [layoutFields],
)

export const mailQuery = graphql(
  `
    query MailText($input: SampleMailInput!) {
      ...LayoutFields
      mailTexts {
        kind
        language
        subject
        introduction
        closing
        isDefault
        placeholders
        version
        default {
          subject
          introduction
          closing
        }
      }
      previewMail(input: $input) {
        preview {
          senderName
          replyTo
          subject
          html
          text
        }
      }
    }
  `,
  [layoutFields],
)
export type MailText = ResultOf<typeof mailQuery>['mailTexts'][number]
export type MailPreview = NonNullable<ResultOf<typeof mailQuery>['previewMail']['preview']>

export const previewMailQuery = graphql(`
  query PreviewMail($input: SampleMailInput!) {
    previewMail(input: $input) {
      preview {
        senderName
        replyTo
        subject
        html
        text
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)
