import { v7 } from 'uuid'
import { executeAllInShop } from './sql.ts'
import { expect } from 'vitest'
import type { TestApi } from './api.ts'
import { newBuyer } from './buyer.ts'
import { headersOf, merchant } from './member.ts'
import { createShop, type TestShop } from './shop.ts'

interface Version {
  id: string
  number: number
  publishedBy: string
  html: string
}
export interface Page {
  title: string
  slug: string
  draft: { html: string; updatedBy: string } | null
  published: Version | null
  proposal: string
  changes: { name: string; before: string; after: string }[]
  versions: Version[]
  version: string
}
export interface Payload {
  page: Page | null
  userErrors: { code: string; field: string[]; message: string }[]
}
export const PAGE = `title slug draft { html updatedBy } published { id number html publishedBy } proposal changes { name before after }
  versions { id number publishedBy } version`

export const business = {
  legalName: 'Les Bougies d’Ève',
  legalForm: 'SARL au capital de 10 000 €',
  registrationNumber: '732829320',
  registry: 'RCS Lyon',
  vatNumber: 'FR44732829320',
  line1: '1 rue de la Paix',
  line2: null,
  postalCode: '69002',
  city: 'Lyon',
  countryCode: 'FR',
  phone: '01 23 45 67 89',
  publicationDirector: 'Ève Martin',
  mediatorName: 'Médiateur du commerce',
  mediatorUrl: 'https://mediateur.test',
}

/** A shop with a business identity, and its owner’s requests about legal pages. */
export async function shopWithPages(api: TestApi, identity: object = {}) {
  const shop = await createShop(api, { locale: 'fr' })
  await setBusiness(api, shop, { ...business, ...identity })
  const headers = { ...(await headersOf(api, shop, 'OWNER')), 'accept-language': 'en' }
  const send = async <T>(document: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await merchant<T>(api, document, { ...variables }, headers)
    expect(errors).toBeUndefined()
    return data
  }
  const change =
    (field: 'saveLegalPage' | 'publishLegalPage') =>
    async (html: string, more: object = {}): Promise<Payload> =>
      (
        await send<Record<string, Payload>>(
          `mutation ($input: LegalPageInput!) { ${field}(input: $input) { page { ${PAGE} } userErrors { code field message } } }`,
          { input: { kind: 'TERMS', language: 'FR', html, ...more } },
        )
      )[field] as Payload
  return {
    shop,
    send,
    save: change('saveLegalPage'),
    publish: change('publishLegalPage'),
    load: async (kind = 'TERMS', language = 'FR') =>
      (
        await send<{ legalPage: Page }>(
          `query ($kind: ShopPageKind!, $language: ContentLanguage!) { legalPage(kind: $kind, language: $language) { ${PAGE} } }`,
          { kind, language },
        )
      ).legalPage,
  }
}

export const setBusiness = (api: TestApi, shop: TestShop, identity: object) =>
  api.owner.query(`update shop set business = $1, contact_email = 'eve@bougies.test' where id = $2`, [
    JSON.stringify(identity),
    shop.id,
  ])

/** What a buyer of the shop sees of a page. */
export const pageAtBuyer = async (
  api: TestApi,
  shop: TestShop,
  slug = 'conditions-generales-de-vente',
  language = 'fr',
) =>
  (
    await newBuyer(api, shop, { 'accept-language': language }).request<{
      shopPage: { html: string; version: number; title: string; slug: string } | null
    }>('query ($slug: String!) { shopPage(slug: $slug) { html version title slug } }', { slug })
  ).data.shopPage

/** Publishes a page, in a language in which no case looks for it without its id. */
export async function publishTestPage(api: TestApi, shop: TestShop): Promise<string> {
  const id = v7()
  const page = { id, kind: 'PRIVACY', language: 'en', number: 1, publishedAt: new Date().toISOString() }
  await executeAllInShop(api, shop, [
    [
      `insert into legal_page_version (shop_id, id, kind, language, number, html, text, facts, published_by)
       values ($1, $2, 'PRIVACY', 'en', 1, $3, '', '{}', '')`,
      shop.id,
      id,
      `<p>Privacy of ${shop.slug}</p>`,
    ],
    ['update shop set published_pages = $1 where id = $2', JSON.stringify([page]), shop.id],
  ])
  return id
}
