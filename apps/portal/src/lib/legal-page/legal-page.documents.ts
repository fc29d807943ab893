import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const legalPagesQuery = graphql(
  `
    query LegalPages {
      ...LayoutFields
      legalPages {
        kind
        language
        number
        hasDraft
        isOutdated
      }
    }
  `,
  [layoutFields],
)

export const legalPageQuery = graphql(
  `
    query LegalPage($kind: ShopPageKind!, $language: ContentLanguage!) {
      ...LayoutFields
      legalPage(kind: $kind, language: $language) {
        kind
        language
        draft {
          html
          updatedAt
          updatedBy
        }
        published {
          id
          number
          html
          publishedAt
          publishedBy
        }
        proposal
        changes {
          name
          before
          after
        }
        versions {
          id
          number
          publishedAt
          publishedBy
        }
        version
      }
    }
  `,
  [layoutFields],
)
export type LegalPage = ResultOf<typeof legalPageQuery>['legalPage']
export type PageChange = LegalPage['changes'][number]

export const legalPageVersionQuery = graphql(
  `
    query LegalPageVersion($id: ID!, $kind: ShopPageKind!, $language: ContentLanguage!) {
      ...LayoutFields
      legalPage(kind: $kind, language: $language) {
        version
        draft {
          updatedAt
          updatedBy
        }
      }
      legalPageVersion(id: $id) {
        id
        kind
        language
        number
        publishedAt
        publishedBy
        html
      }
    }
  `,
  [layoutFields],
)
