import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import {
  business,
  PAGE,
  pageAtBuyer,
  setBusiness,
  shopWithPages,
  type Payload,
} from '../../test/legal-page.ts'
import { executeInShop as executeAsApi } from '../platform/db/orm.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

describe('publishing', () => {
  test('a draft is seen by nobody, a published version by the shop’s buyers alone', async () => {
    const { shop, save, publish, load } = await shopWithPages(api)
    const other = await shopWithPages(api)
    expect((await save('<p>Brouillon</p>')).page?.draft).toMatchObject({ html: '<p>Brouillon</p>' })
    expect(await pageAtBuyer(api, shop)).toBeNull()
    const { page, userErrors } = await publish('<p>Version un</p><script>x</script>')
    expect(userErrors).toEqual([])
    expect(page).toMatchObject({ draft: null, published: { number: 1, html: '<p>Version un</p>' } })
    await expect.poll(() => pageAtBuyer(api, shop)).toMatchObject({ html: '<p>Version un</p>', version: 1 })
    expect(await pageAtBuyer(api, other.shop)).toBeNull()
    await publish('<p>Version deux</p>')
    await expect.poll(() => pageAtBuyer(api, shop)).toMatchObject({ html: '<p>Version deux</p>', version: 2 })
    expect((await load()).versions.map(({ number }) => number)).toEqual([2, 1])
  })

  test('a page that is published in one language is shown in the other, by the slug of either', async () => {
    const { shop, publish } = await shopWithPages(api)
    await publish('<p>Conditions</p>')
    for (const slug of ['conditions-generales-de-vente', 'terms-of-sale'])
      await expect.poll(() => pageAtBuyer(api, shop, slug, 'en')).toMatchObject({ html: '<p>Conditions</p>' })
    await publish('<p>Terms</p>', { language: 'EN' })
    await expect
      .poll(() => pageAtBuyer(api, shop, 'conditions-generales-de-vente', 'en'))
      .toEqual({ html: '<p>Terms</p>', version: 1, title: 'Terms of sale', slug: 'terms-of-sale' })
    expect(await pageAtBuyer(api, shop, 'no-such-page')).toBeNull()
  })

  test.each<[string, string, string]>([
    ['blanks', '<p>Vendeur [À compléter : <strong>nom</strong>]</p>', 'PAGE_HAS_BLANKS'],
    ['blanks in English', '<p>[to complete: name]</p>', 'PAGE_HAS_BLANKS'],
    ['nothing visible', '<p> </p><script>x</script>', 'REQUIRED'],
    ['too much', `<p>${'x'.repeat(50_001)}</p>`, 'TEXT_TOO_LONG'],
    ['a card number', '<p>4111 1111 1111 1111</p>', 'CARD_NUMBER_NOT_ALLOWED'],
  ])('a page with %s is refused', async (_what, html, code) => {
    const { publish, load } = await shopWithPages(api)
    const { page, userErrors } = await publish(html)
    expect(page).toBeNull()
    expect(userErrors).toMatchObject([{ code, field: ['html'] }])
    expect((await load()).published).toBeNull()
  })

  test('a SIRET that looks like a card number is not taken for one', async () => {
    const { shop, publish } = await shopWithPages(api, { registrationNumber: siretLikeACard() })
    const siret = siretLikeACard().replace(/^(\d{3})(\d{3})(\d{3})/, '$1 $2 $3 ')
    expect((await publish(`<p>SIRET ${siret}</p>`)).userErrors).toEqual([])
    await setBusiness(api, shop, business)
    expect((await publish(`<p>SIRET : ${siret}</p>`)).userErrors).toMatchObject([
      { code: 'CARD_NUMBER_NOT_ALLOWED' },
    ])
  })

  test('the same text is not published twice', async () => {
    const { publish } = await shopWithPages(api)
    await publish('<p>Version un</p>')
    expect((await publish('<p>Version un</p>')).userErrors).toMatchObject([{ code: 'PAGE_UNCHANGED' }])
  })

  test('a change that is based on an outdated version is refused', async () => {
    const { save, publish, load } = await shopWithPages(api)
    const { version } = await load()
    await save('<p>Brouillon</p>', { version })
    for (const change of [save, publish])
      expect((await change('<p>Autre</p>', { version })).userErrors).toMatchObject([
        { code: 'PAGE_CHANGED_MEANWHILE', field: ['version'] },
      ])
  })

  test('nobody can change or delete a version', async () => {
    const { shop, publish } = await shopWithPages(api)
    await publish('<p>Version un</p>')
    for (const sql of ["update legal_page_version set html = ''", 'delete from legal_page_version'])
      await expect(executeAsApi(api.app.orm, shop.id, sql, [])).rejects.toThrow(/permission denied/)
  })
})

test('an earlier version becomes the draft again, unless the page was changed meanwhile', async () => {
  const { send, publish, save, load } = await shopWithPages(api)
  const first = (await publish('<p>Version un</p>')).page?.published
  await publish('<p>Version deux</p>')
  const restore = async (version?: string) => {
    const { restoreLegalPage: payload } = await send<{ restoreLegalPage: Payload }>(
      `mutation ($id: ID!, $version: String) {
        restoreLegalPage(id: $id, version: $version) { page { ${PAGE} } userErrors { code field } } }`,
      { id: first?.id, version },
    )
    return payload
  }
  const { version } = await load()
  await save('<p>Brouillon d’une collègue</p>')
  expect(await restore(version)).toMatchObject({
    page: null,
    userErrors: [{ code: 'PAGE_CHANGED_MEANWHILE', field: ['version'] }],
  })
  expect((await load()).draft?.html).toBe('<p>Brouillon d’une collègue</p>')
  const restored = await restore((await load()).version)
  expect(restored.page).toMatchObject({ draft: { html: '<p>Version un</p>' }, published: { number: 2 } })
  const { discardLegalPageDraft: discarded } = await send<{ discardLegalPageDraft: Payload }>(
    `mutation ($version: String) { discardLegalPageDraft(kind: TERMS, language: FR, version: $version) { page { ${PAGE} } userErrors { code } } }`,
    { version: restored.page?.version },
  )
  expect(discarded.page).toMatchObject({ draft: null, published: { number: 2 } })
})

test('says what has changed of the business since a page was published, until it is published again', async () => {
  const { shop, send, publish, load } = await shopWithPages(api)
  await publish('<p>Version un</p>')
  const outdated = async () =>
    (
      await send<{ legalPages: { kind: string; language: string; isOutdated: boolean }[] }>(
        '{ legalPages { kind language isOutdated } }',
      )
    ).legalPages.filter(({ isOutdated }) => isOutdated)
  expect((await load()).changes).toEqual([])
  expect(await outdated()).toEqual([])
  await setBusiness(api, shop, { ...business, city: 'Lille', postalCode: '59000' })
  expect((await load()).changes).toEqual([
    { name: 'ADDRESS', before: '1 rue de la Paix, 69002 Lyon', after: '1 rue de la Paix, 59000 Lille' },
  ])
  expect(await outdated()).toMatchObject([{ kind: 'TERMS', language: 'FR' }])
  expect((await publish('<p>Version un</p>')).page).toMatchObject({ changes: [], published: { number: 2 } })
})

/** A SIRET of fourteen digits that also has the prefix and the check digit of a Diners Club card. */
function siretLikeACard(): string {
  for (let siren = 360_000_000; ; siren++)
    if (passesLuhn(String(siren)))
      for (let establishment = 10; establishment < 20; establishment++) {
        const siret = `${siren}${String(establishment).padStart(5, '0')}`
        if (passesLuhn(siret)) return siret
      }
}

const passesLuhn = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0) %
    10 ===
  0
