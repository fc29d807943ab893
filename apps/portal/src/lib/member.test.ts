import { expect, it } from 'vitest'
import { mayAs, roles } from './member.ts'

it('each role may what the lesser ones may', () => {
  expect(roles.map((role) => mayAs(role, 'CERTIFIER'))).toEqual([false, true, true, true])
  expect(roles.map((role) => mayAs(role, 'OWNER'))).toEqual([false, false, false, true])
})
