import { expect, it } from 'vitest'
import { hasRole, type Role } from './member.ts'

const roles: Role[] = ['VIEWER', 'CERTIFIER', 'MANAGER', 'OWNER']

it('each role includes the lower ones', () => {
  expect(roles.map((role) => hasRole(role, 'CERTIFIER'))).toEqual([false, true, true, true])
  expect(roles.map((role) => hasRole(role, 'OWNER'))).toEqual([false, false, false, true])
})
