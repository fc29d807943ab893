import { expect } from 'vitest'
import { ACTION_TEXTS } from '../../src/audit/action-texts.ts'
import type { MerchantCase } from './merchant-cases.ts'

/** As many as in our shop: their shop has fewer. */
const OF_OUR_SHOP = (length: number): unknown => expect.objectContaining({ length })

const notFound = { members: null, userErrors: [{ code: 'NOT_FOUND' }] }

/** Cases for the people of a shop, their roles and what they did. */
export const peopleCases: Record<string, MerchantCase> = {
  'Query.shopMembers': {
    document: '{ shopMembers { role } }',
    atLeast: 'OWNER',
    foreign: OF_OUR_SHOP(8),
  },
  'Mutation.changeMemberRole': {
    document: `mutation ($id: ID!) { changeMemberRole(memberId: $id, role: VIEWER) { members { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ memberId }) => ({ id: memberId }),
    foreign: notFound,
  },
  'Mutation.removeMember': {
    document: 'mutation ($id: ID!) { removeMember(memberId: $id) { members { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ memberId }) => ({ id: memberId }),
    foreign: notFound,
  },
  'Mutation.transferOwnership': {
    document:
      'mutation ($id: ID!) { transferOwnership(memberId: $id) { members { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ memberId }) => ({ id: memberId }),
    foreign: notFound,
  },
  'Mutation.leaveShop': { document: 'mutation { leaveShop { userErrors { code } } }', atLeast: 'member' },
  'Query.rolePermissions': {
    document: '{ rolePermissions { role } }',
    atLeast: 'OWNER',
    foreign: ['OWNER', 'MANAGER', 'CERTIFIER', 'FULFILLMENT', 'VIEWER'].map((role) => ({ role })),
  },
  // Takes no ids, so it changes only the member's own shop.
  'Mutation.changeRolePermissions': {
    document: `mutation { changeRolePermissions(input: { role: OWNER, permissions: [], version: "" }) {
      roles { role } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { roles: null, userErrors: [{ code: 'ROLE_NOT_ADJUSTABLE' }] },
  },
  'Query.auditLog': {
    document: 'query ($id: ID!) { auditLog(filter: { memberId: $id }) { nodes { subject } } }',
    atLeast: 'OWNER',
    variables: ({ ownerId }) => ({ id: ownerId }),
    foreign: { nodes: [] },
  },
  'Query.auditActions': {
    document: '{ auditActions { name } }',
    atLeast: 'OWNER',
    foreign: expect.objectContaining({ length: Object.keys(ACTION_TEXTS).length }) as unknown,
  },
  'Query.auditMembers': { document: '{ auditMembers { id } }', atLeast: 'OWNER', foreign: OF_OUR_SHOP(7) },
}
