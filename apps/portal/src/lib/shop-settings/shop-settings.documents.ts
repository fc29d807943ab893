import { graphql, type ResultOf } from '#lib/graphql/graphql.ts'

export const shopSettingsQuery = graphql(`
  query ShopSettings {
    shopSettings {
      orderDelaySeconds
      bankDelaySeconds
      keptRetentionSeconds
      cardPageUrl
      orderPageUrl
      origins
    }
  }
`)

export type ShopSettings = ResultOf<typeof shopSettingsQuery>['shopSettings']
