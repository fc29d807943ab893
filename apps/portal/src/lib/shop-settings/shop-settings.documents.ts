import { graphql } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const shopSettingsQuery = graphql(
  `
    query ShopSettings {
      ...LayoutFields
      shopSettings {
        orderDelaySeconds
        bankDelaySeconds
        keptRetentionSeconds
        buyerDataRetentionMonths
        cardPageUrl
        orderPageUrl
        contactEmail
        secondFactorRequired
        cardOffer
        cardCopyAllowed
        origins
        version
      }
      cardOutcomes(months: 6) {
        month
        approved
        declined
        declinedForAuthentication
      }
    }
  `,
  [layoutFields],
)
