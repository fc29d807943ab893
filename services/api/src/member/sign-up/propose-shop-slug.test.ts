import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { merchant } from '../../../test/member.ts'
import { createShop } from '../../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

const random = () => randomBytes(5).toString('hex')

describe('a slug', () => {
  const propose = async (name: string, slug?: string) =>
    (
      await merchant<{ shopSlugProposal: { slug: string; isValid: boolean; isTaken: boolean } }>(
        api,
        'query ($name: String!, $slug: String) { shopSlugProposal(name: $name, slug: $slug) { slug isValid isTaken } }',
        { name, slug },
        {},
      )
    ).data.shopSlugProposal

  test('is proposed from the name, numbered when it is taken', async () => {
    const name = `Café d’Été ${random()}`
    const { slug } = await propose(name)
    expect(slug).toMatch(/^cafe-d-ete-[0-9a-f]{10}$/)
    const taken = await createShop(api)
    await api.owner.query('update shop set slug = $1 where id = $2', [slug, taken.id])
    expect(await propose(name)).toEqual({ slug: `${slug}-2`, isValid: true, isTaken: false })
    expect(await propose('', slug)).toEqual({ slug, isValid: true, isTaken: true })
    for (const invalid of ['sign-in', 'support', 'xn--80ak6aa92e', '-a', 'É'])
      expect(await propose('', invalid)).toEqual({ slug: invalid, isValid: false, isTaken: false })
  })
})
