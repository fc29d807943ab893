import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const peopleQuery = graphql(
  `
    query People {
      ...LayoutFields
      shopMembers {
        id
        name
        email
        role
        lastActiveAt
        isSelf
      }
      invitations {
        id
        email
        name
        role
        invitedByName
        invitedAt
        expiresAt
      }
      rolePermissions {
        role
        permissions
      }
    }
  `,
  [layoutFields],
)

export type ShopMember = ResultOf<typeof peopleQuery>['shopMembers'][number]
export type Invitation = ResultOf<typeof peopleQuery>['invitations'][number]

export const rolesQuery = graphql(
  `
    query Roles {
      ...LayoutFields
      rolePermissions {
        role
        permissions
        isDefault
        version
      }
    }
  `,
  [layoutFields],
)

export type RolePermissions = ResultOf<typeof rolesQuery>['rolePermissions'][number]
