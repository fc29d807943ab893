import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const apiKeysQuery = graphql(
  `
    query ApiKeys {
      ...LayoutFields
      apiKeys {
        id
        name
        scopes
        createdByName
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
      }
      apiKeyScopes
    }
  `,
  [layoutFields],
)
export type ApiKey = ResultOf<typeof apiKeysQuery>['apiKeys'][number]
export type Scope = ResultOf<typeof apiKeysQuery>['apiKeyScopes'][number]
