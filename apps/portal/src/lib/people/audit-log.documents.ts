import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const auditLogQuery = graphql(
  `
    query AuditLog($filter: AuditLogFilterInput!, $first: Int!, $after: String) {
      ...LayoutFields
      auditLog(filter: $filter, first: $first, after: $after) {
        nodes {
          id
          at
          actor
          memberName
          action
          actionText
          subject
          address
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      auditActions {
        name
        text
      }
      auditMembers {
        id
        name
      }
    }
  `,
  [layoutFields],
)

/** A part of the log, for the file that is exported. */
export const auditEntriesQuery = graphql(`
  query AuditEntries($filter: AuditLogFilterInput!, $first: Int!, $after: String) {
    auditLog(filter: $filter, first: $first, after: $after) {
      nodes {
        at
        memberName
        action
        actionText
        subject
        address
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    viewer {
      memberships {
        shop {
          slug
          timeZone
        }
      }
    }
  }
`)

export type AuditEntry = ResultOf<typeof auditLogQuery>['auditLog']['nodes'][number]
export type AuditFilterInput = VariablesOf<typeof auditLogQuery>['filter']
