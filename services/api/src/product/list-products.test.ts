import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { productsOf } from '../../test/product.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

interface Page {
  products: {
    nodes: { name: string }[]
    totalCount: number
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
  }
}

const list = (variables: Record<string, unknown>, as = headers) =>
  merchant<Page>(
    api,
    `query ($filter: ProductFilter, $sort: ProductSortKey, $first: Int, $after: String) {
      products(filter: $filter, sort: $sort, first: $first, after: $after) {
        nodes { name } totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }`,
    variables,
    as,
  )
const namesOf = async (filter: Record<string, unknown>, sort?: string) =>
  (await list({ filter, sort })).data.products.nodes.map(({ name }) => name)

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [] })
  headers = await headersOf(api, shop, 'MANAGER')
  const { create } = productsOf(api, headers)
  const add = (name: string, rest: Record<string, unknown> = {}, variant: Record<string, unknown> = {}) =>
    create({ name, ...rest, variants: [{ price: 100, onHand: 10, ...variant }] })
  await add('Échelle', { status: 'PUBLISHED' }, { sku: 'BOIS-7' })
  await add('abat-jour', {}, { onHand: 0 })
  await add('Zinc', { status: 'ARCHIVED' }, { taxCategory: 'ART' })
  await add('Écharpe bleue', { status: 'PUBLISHED' }, { lowStockThreshold: 10 })
  await add('Bol 100 %', { status: 'PUBLISHED' }, { lowStockThreshold: 9 })
})
afterAll(() => api.stop())

describe('the list of products', () => {
  test.each([
    [{}, 'NAME', ['abat-jour', 'Bol 100 %', 'Écharpe bleue', 'Échelle', 'Zinc']],
    [{}, 'CREATED', ['Bol 100 %', 'Écharpe bleue', 'Zinc', 'abat-jour', 'Échelle']],
    [{ status: ['PUBLISHED'] }, 'NAME', ['Bol 100 %', 'Écharpe bleue', 'Échelle']],
    [{ status: ['DRAFT', 'ARCHIVED'] }, 'NAME', ['abat-jour', 'Zinc']],
    [{ status: [] }, 'NAME', []],
    [{ search: 'ECH' }, 'NAME', ['Écharpe bleue', 'Échelle']],
    [{ search: ' bleue  éch' }, 'NAME', ['Écharpe bleue']],
    [{ search: 'bois' }, 'NAME', ['Échelle']],
    [{ search: '100 %' }, 'NAME', ['Bol 100 %']],
    [{ search: 'nothing' }, 'NAME', []],
    [{ lowStock: true }, 'NAME', ['abat-jour', 'Écharpe bleue']],
    [{ lowStock: false }, 'NAME', ['Bol 100 %', 'Échelle', 'Zinc']],
    [{ taxCategory: 'ART' }, 'NAME', ['Zinc']],
    [{ collectionId: 'none' }, 'NAME', []],
  ])('%j by %s', async (filter, sort, expected) => {
    expect(await namesOf(filter, sort)).toEqual(expected)
  })

  test('a search finds letters however they are written, in names and in SKUs', async () => {
    const own = await createShop(api, { variants: [] })
    const owner = await headersOf(api, own, 'OWNER')
    const name = 'Łóżko à œufs, ﬁl de Straße'
    await productsOf(api, owner).create({ name, variants: [{ price: 1, sku: 'ÉTÉ-Ø1' }] })
    for (const search of [
      'łóżko',
      'LOZKO',
      'œufs',
      'OEUF',
      'fil',
      'ﬁl',
      'strasse',
      'STRAßE',
      'été',
      'ete-o',
      'Ø1',
    ])
      expect([search, (await list({ filter: { search } }, owner)).data.products.totalCount]).toEqual([
        search,
        1,
      ])
  })

  test('of a collection', async () => {
    const id = crypto.randomUUID()
    await executeInShop(
      api,
      shop,
      `with c as (insert into collection (id, shop_id, slug, name, position) values ($1, $2, 'c', 'C', 0) returning id, shop_id)
       insert into collection_product (shop_id, collection_id, product_id, position)
       select c.shop_id, c.id, p.id, 0 from c join product p on p.shop_id = c.shop_id where p.name = 'Zinc'`,
      id,
      shop.id,
    )
    expect(await namesOf({ collectionId: id })).toEqual(['Zinc'])
  })

  test.each(['NAME', 'CREATED', 'UPDATED'])('has each product once on its pages, by %s', async (sort) => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const { products }: Page = (await list({ sort, first: 2, after })).data
      expect(products).toMatchObject({ totalCount: 5, pageInfo: { hasPreviousPage: after !== null } })
      seen.push(...products.nodes.map(({ name }) => name))
      after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(await namesOf({}, sort))
    expect(new Set(seen).size).toBe(5)
  })

  test('takes the same number of statements for one product and for all', async () => {
    const statementsFor = async (first: number) =>
      (await countStatements(() => list({ first, filter: { search: 'a' } }))).statements.length
    const one = await statementsFor(1)
    expect(await statementsFor(100)).toBeLessThanOrEqual(one)
  })

  test.each([{ first: 0 }, { first: 101 }, { after: 'none' }])('refuses %j', async (variables) => {
    expect((await list(variables)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  test('is shown to viewers, who may change nothing', async () => {
    const viewer = await headersOf(api, shop, 'VIEWER')
    expect((await list({}, viewer)).data.products.totalCount).toBe(5)
    await expect(productsOf(api, viewer).create({ name: 'No', variants: [{ price: 1 }] })).rejects.toThrow()
  })
})
