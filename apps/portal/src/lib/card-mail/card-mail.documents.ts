import { graphql, type EnumValue, type ResultOf } from '#lib/graphql/graphql.ts'

export const cardMailQuery = graphql(`
  query CardMail {
    cardMail {
      fragmentTo
      openPgpKey {
        fingerprint
        userIds
        expiresAt
      }
      openPgpRequired
      cardStop
    }
  }
`)

/** Where the last six digits of each card are mailed, and with which key. */
export type CardMail = ResultOf<typeof cardMailQuery>['cardMail']
export type OpenPgpKey = NonNullable<CardMail['openPgpKey']>
/** Why the shop takes no cards. */
export type CardsUnavailableReason = EnumValue<'CardsUnavailableReason'>
