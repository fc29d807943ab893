import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { shopWithPages } from '../../../test/legal-page.ts'
import { executeInShop } from '../../../test/sql.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

describe('a proposal', () => {
  test.each([
    ['LEGAL_NOTICE', 'FR', ['Les Bougies d’Ève', 'RCS Lyon', 'Ève Martin', 'FR44732829320']],
    ['LEGAL_NOTICE', 'EN', ['Les Bougies d’Ève', 'VAT number: FR44732829320']],
    ['TERMS', 'FR', ['garantie légale de conformité', 'https://mediateur.test', 'le monde entier']],
    ['TERMS', 'EN', ['for at least two years from delivery', 'all countries']],
    ['PRIVACY', 'FR', ['CNIL', 'au plus tard après 7 jours']],
    ['PRIVACY', 'EN', ['after 7 days at the latest']],
    ['WITHDRAWAL', 'FR', ['Rayez la mention inutile', 'quatorze jours']],
    ['WITHDRAWAL', 'EN', ['Delete as appropriate', '14 days']],
  ])('of %s in %s says what is known of the shop', async (kind, language, texts) => {
    const { load } = await shopWithPages(api)
    const { proposal } = await load(kind, language)
    for (const text of texts) expect(proposal).toContain(text)
    expect(proposal).not.toMatch(/undefined|null|NaN|\[object/)
  })

  test('has a blank for what is not known, and shows HTML in a name as text', async () => {
    const { load } = await shopWithPages(api, {
      legalName: '<img src=x onerror=alert(1)>',
      publicationDirector: null,
    })
    const { proposal } = await load('LEGAL_NOTICE')
    expect(proposal).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(proposal).not.toContain('<img')
    expect(proposal).toContain('[À compléter\u00a0: nom de la personne responsable de la publication]')
  })

  test('names the countries that the shop delivers to', async () => {
    const { shop, load } = await shopWithPages(api)
    await executeInShop(
      api,
      shop,
      `update shipping_zone set countries = '{FR,BE}' where shop_id = $1`,
      shop.id,
    )
    expect((await load()).proposal).toContain('Belgique et France')
  })
})
