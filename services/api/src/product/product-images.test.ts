import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { newBuyer } from '../../test/buyer.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { fourColours, uploadPicture } from '../../test/picture.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>
/** Ids of three pictures: 300, 700 and 900 pixels wide. */
let pictures: string[]

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  headers = await headersOf(api, shop, 'MANAGER')
  pictures = []
  for (const width of [300, 700, 900])
    pictures.push((await uploadPicture(api, headers, await fourColours(width, 100).png().toBuffer())).id)
}, 60_000)
afterAll(() => api.stop())

interface Payload {
  product: { id: string; slug: string; version: string; images: { id: string; altText: string }[] } | null
  userErrors: { code: string; field: string[] | null }[]
}
const FIELDS = '{ product { id slug version images { id altText } } userErrors { code field } }'

const inputOf = (name: string, images: { id: string; altText?: string }[] | null) => ({
  name,
  status: 'PUBLISHED',
  variants: [{ price: 1000 }],
  ...(images && { images }),
})

let created = 0

const create = async (images: { id: string; altText?: string }[]): Promise<Payload> => {
  const document = `mutation ($input: ProductInput!) { answer: createProduct(input: $input) ${FIELDS} }`
  const input = inputOf(`Lampe ${++created}`, images)
  const { data } = await merchant<{ answer: Payload }>(api, document, { input }, headers)
  return data.answer
}

const change = async (
  product: NonNullable<Payload['product']>,
  images: { id: string; altText?: string }[] | null,
): Promise<Payload> => {
  const { data: before } = await merchant<{ product: { name: string; variants: { id: string }[] } }>(
    api,
    'query ($id: ID!) { product(id: $id) { name variants { id } } }',
    { id: product.id },
    headers,
  )
  const input = {
    ...inputOf(before.product.name, images),
    variants: [{ id: before.product.variants[0]?.id, price: 1000 }],
  }
  const { data } = await merchant<{ answer: Payload }>(
    api,
    `mutation ($input: ChangeProductInput!) { answer: changeProduct(input: $input) ${FIELDS} }`,
    { input: { id: product.id, product: input } },
    headers,
  )
  return data.answer
}

interface ShownImage {
  altText: string
  width: number
  url: string
  small: string
}
const shownImages = async (slug: string) => {
  const { data } = await newBuyer(api, shop).request<{
    product: { imageUrl: string | null; images: ShownImage[] } | null
  }>(
    `query ($slug: String!) { product(slug: $slug) {
       imageUrl images { altText width url small: url(width: 320, format: AVIF) } } }`,
    { slug },
  )
  return data.product
}

test('buyers see the pictures of a product in their order, in the sizes that they ask for', async () => {
  const [first = '', second = ''] = pictures
  const { product, userErrors } = await create([{ id: second, altText: 'Une lampe' }, { id: first }])
  expect(userErrors).toEqual([])
  expect(product?.images).toEqual([
    { id: second, altText: 'Une lampe' },
    { id: first, altText: '' },
  ])
  await expect.poll(() => shownImages(product?.slug ?? '')).not.toBeNull()
  const folder = (id: string) => `http://127.0.0.1:4000/media/${shop.id}/${id}`
  expect(await shownImages(product?.slug ?? '')).toEqual({
    imageUrl: `${folder(second)}/700.webp`,
    images: [
      {
        altText: 'Une lampe',
        width: 700,
        url: `${folder(second)}/700.webp`,
        small: `${folder(second)}/320.avif`,
      },
      { altText: '', width: 300, url: `${folder(first)}/300.webp`, small: `${folder(first)}/300.avif` },
    ],
  })
})

test('pictures are reordered, replaced, described and removed, and stay as they are when they are left out', async () => {
  const [a = '', b = '', c = ''] = pictures
  const { product } = await create([{ id: a }, { id: b }])
  if (!product) throw new Error('not created')
  const imagesAfter = async (images: Parameters<typeof change>[1]) =>
    (await change(product, images)).product?.images.map(({ id, altText }) => [id, altText])
  expect(await imagesAfter([{ id: b }, { id: a }])).toEqual([
    [b, ''],
    [a, ''],
  ])
  expect(await imagesAfter(null)).toEqual([
    [b, ''],
    [a, ''],
  ])
  expect(await imagesAfter([{ id: c, altText: ' Neu ' }, { id: b }])).toEqual([
    [c, 'Neu'],
    [b, ''],
  ])
  await expect
    .poll(async () => (await shownImages(product.slug))?.images.map(({ altText }) => altText))
    .toEqual(['Neu', ''])
  expect(await imagesAfter([])).toEqual([])
  await expect.poll(async () => (await shownImages(product.slug))?.imageUrl).toBeNull()
})

test('a changed picture changes the version of the product', async () => {
  const { product } = await create([])
  if (!product) throw new Error('not created')
  const { product: after } = await change(product, [{ id: pictures[0] ?? '' }])
  expect(after?.version).not.toBe(product.version)
})

test('pictures of another shop, unknown ones and repeated ones are refused, each at its place', async () => {
  const other = await createShop(api)
  const foreign = await uploadPicture(
    api,
    await headersOf(api, other, 'OWNER'),
    await fourColours().png().toBuffer(),
  )
  const [known = ''] = pictures
  const answer = await create([{ id: known }, { id: foreign.id }, { id: 'none' }, { id: known }])
  expect(answer).toEqual({
    product: null,
    userErrors: ['1', '2', '3'].map((index) => ({ code: 'NOT_FOUND', field: ['images', index, 'id'] })),
  })
})

test('a product has at most 20 pictures, and no card number describes them', async () => {
  const many = await create(Array.from({ length: 21 }, () => ({ id: pictures[0] ?? '' })))
  expect(many.userErrors).toContainEqual({ code: 'TOO_MANY_PICTURES', field: ['images'] })
  const card = await create([{ id: pictures[0] ?? '', altText: '4111 1111 1111 1111' }])
  expect(card.userErrors).toEqual([{ code: 'CARD_NUMBER_NOT_ALLOWED', field: ['images', '0', 'altText'] }])
})
