import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarationOf } from '../kernel/entry-point.ts'
import { ROLES, type Permission, type Role } from '../kernel/permissions.ts'
import { merchantSchema, storefrontSchema } from './schema.ts'
import { merchantCases } from '../../test/tenancy/merchant-cases.ts'
import { rolesWith } from '../../test/tenancy/role-permissions.ts'
import { foreignStorefrontCases, type Answer } from '../../test/tenancy/storefront-cases.ts'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { createMember, merchant, membershipHeaders } from '../../test/member.ts'
import { rowsOfShop } from '../../test/tenancy/rows-of-shop.ts'
import { startCart, twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'

// Generated from both schemas: a root field without a case makes a test fail, so that no new field is forgotten.

const MERCHANT = merchantSchema()
const STOREFRONT = storefrontSchema()

let api: TestApi
let ours: FullShop
let theirs: FullShop
const ourMembers: Partial<Record<Role, Record<string, string>>> = {}
/** Asks for other shops, so that no member makes more requests than one may in ten seconds. */
let secondOwner: Record<string, string>
let ourVisitor: string

beforeAll(async () => {
  api = await startTestApi()
  ;({ ours, theirs } = await twoShops(api))
  const headersOfNew = async (role: Role) =>
    membershipHeaders(api, await createMember(api, [{ shop: ours.shop, role }]), ours.shop)
  for (const role of ROLES) ourMembers[role] = await headersOfNew(role)
  secondOwner = await headersOfNew('OWNER')
  ourVisitor = await startCart(api, ours.shop)
}, 60_000)
afterAll(() => api.stop())

const rootFields = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType()]
    .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`))
    .sort()

/** Checks that `work` changes no row of the other shop. */
async function expectNoChange(work: () => Promise<void>): Promise<void> {
  const before = await rowsOfShop(api, theirs.shop.id)
  await work()
  expect(await rowsOfShop(api, theirs.shop.id)).toEqual(before)
}

const errorCode = (answer: { errors?: { extensions: { code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code

describe('the storefront API', () => {
  const cases = Object.entries(foreignStorefrontCases)

  test('has a case for each root field', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(rootFields(STOREFRONT))
  })

  const ask = async (name: string, headers: Record<string, string>): Promise<Answer> => {
    const { document, variables } = foreignStorefrontCases[name]!
    const answer = await graphql(`${api.url}/graphql`, document, variables?.(theirs, ours) ?? {}, headers)
    return answer as unknown as Answer
  }

  test.each(cases)('%s reveals nothing of another shop', async (name, { asTheirVisitor, expectRefusal }) => {
    await expectNoChange(async () => {
      const visitor = asTheirVisitor ? theirs.visitorId : ourVisitor
      const answer = await ask(name, { 'x-shop-key': ours.shop.key, 'x-visitor-id': visitor })
      expect(answer.errors).toBeUndefined()
      expectRefusal(answer, theirs, ours)
    })
  })

  test.each(cases)('%s is refused without a valid shop key', async (name) => {
    await expectNoChange(async () => {
      for (const key of ['pk_nobody', '', ours.shop.slug, ours.shop.id]) {
        const answer = await ask(name, { 'x-shop-key': key })
        expect(answer.status).toBe(400)
        expect(errorCode(answer)).toBe('SHOP_NOT_FOUND')
      }
    })
  })

  test.each(cases)('%s is refused from a website of another shop', async (name) => {
    await expectNoChange(async () => {
      const answer = await ask(name, { 'x-shop-key': theirs.shop.key, origin: ours.shop.origin })
      expect(answer.status).toBe(403)
      expect(errorCode(answer)).toBe('FORBIDDEN_ORIGIN')
    })
  })

  test('leaves the cart of the other shop’s visitor unchanged', async () => {
    const { data } = await graphql<{ cart: { totalQuantity: number } }>(
      `${api.url}/graphql`,
      '{ cart { totalQuantity } }',
      {},
      { 'x-shop-key': theirs.shop.key, 'x-visitor-id': theirs.visitorId },
    )
    expect(data.cart.totalQuantity).toBe(1)
  })
})

describe('the merchant API', () => {
  const cases = Object.entries(merchantCases)
  const authenticated = cases.filter(([, { atLeast }]) => atLeast !== 'anyone')
  const permissioned = authenticated.filter(([, { atLeast }]) => atLeast !== 'member')

  test('has a case for each root field', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(rootFields(MERCHANT))
  })

  const ask = (name: string, of: FullShop, headers: Record<string, string>) => {
    const { document, variables } = merchantCases[name]!
    return merchant<Record<string, unknown> | null>(api, document, variables?.(of) ?? {}, headers)
  }
  const token = (headers: Record<string, string>) => ({
    authorization: headers.authorization ?? '',
  })

  test.each(authenticated)('%s is refused without a valid session', async (name) => {
    await expectNoChange(async () => {
      const unknownToken = `Bearer ${'A'.repeat(43)}`
      for (const authorization of ['', 'Bearer x', unknownToken]) {
        const answer = await ask(name, theirs, { authorization, 'x-shop': theirs.shop.slug })
        expect(errorCode(answer)).toBe('UNAUTHENTICATED')
      }
    })
  })

  test.each(permissioned)(
    '%s is refused in a shop of others, in an unknown shop, and without a shop',
    async (name) => {
      await expectNoChange(async () => {
        for (const slug of [theirs.shop.slug, 'no-such-shop', theirs.shop.id, ''])
          expect(errorCode(await ask(name, theirs, { ...token(secondOwner), 'x-shop': slug }))).toBe(
            'FORBIDDEN',
          )
        expect(errorCode(await ask(name, theirs, token(secondOwner)))).toBe('FORBIDDEN')
      })
    },
  )

  const rolesOf = (name: string): Role[] => {
    const [parent, field] = name.split('.') as [string, string]
    const type = MERCHANT.getType(parent) as GraphQLObjectType
    const access = declarationOf(type.getFields()[field]!)?.access
    return rolesWith(access as Permission)
  }

  test.each(permissioned)('%s is declared for the role of its case and those above', (name, { atLeast }) => {
    expect(rolesOf(name)[0]).toBe(atLeast)
  })

  const refused = permissioned.flatMap(([name]) =>
    ROLES.filter((role) => !rolesOf(name).includes(role)).map((role) => [name, role] as const),
  )
  test.each(refused)('%s is refused to a %s', async (name, role) => {
    const before = await rowsOfShop(api, ours.shop.id)
    expect(errorCode(await ask(name, ours, ourMembers[role] ?? {}))).toBe('FORBIDDEN')
    expect(await rowsOfShop(api, ours.shop.id)).toEqual(before)
  })

  test.each(permissioned)('%s finds nothing of another shop', async (name, { foreign }) => {
    const field = name.split('.')[1]!
    await expectNoChange(async () => {
      const before = await rowsOfShop(api, ours.shop.id)
      const answer = await ask(name, theirs, ourMembers.OWNER ?? {})
      if (typeof foreign === 'string') expect(errorCode(answer)).toBe(foreign)
      else expect(answer.data?.[field]).toEqual(foreign)
      expect(await rowsOfShop(api, ours.shop.id)).toEqual(before)
    })
  })

  test.each(permissioned)(
    '%s is allowed to a member with the lowest sufficient role',
    async (name, { atLeast }) => {
      const answer = await ask(name, ours, ourMembers[atLeast as Role] ?? {})
      expect(answer.errors).toBeUndefined()
      expect(answer.data).not.toBeNull()
    },
  )
})
