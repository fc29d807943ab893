import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields, type LayoutResult } from '../member/member.documents.ts'

export const cardMailQuery = graphql(
  `
    query CardMail {
      ...LayoutFields
      cardMail {
        fragmentTo
        version
        openPgpKey {
          fingerprint
          userIds
          expiresAt
        }
        unconfirmedOpenPgpKey {
          key {
            fingerprint
            userIds
            expiresAt
          }
          sentTo
          expiresAt
          isOpen
        }
        openPgpRequired
        cardStop
      }
    }
  `,
  [layoutFields],
)

/** Where the last six digits of each card are mailed, and with which key. */
export type CardMail = ResultOf<typeof cardMailQuery>['cardMail']
export type OpenPgpKey = NonNullable<CardMail['openPgpKey']>
export type UnconfirmedOpenPgpKey = NonNullable<CardMail['unconfirmedOpenPgpKey']>
/** Shown on every page of the shop to whoever manages its card mail. */
export type CardMailWarning = NonNullable<NonNullable<LayoutResult['shopAlerts']>['cardMailWarning']>
