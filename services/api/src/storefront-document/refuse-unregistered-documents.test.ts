import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { queryInShop } from '../../test/sql.ts'
import { postBody, registerTexts } from '../../test/storefront-document.ts'
import { documentId } from './document.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.stop())

const SHOP_NAME = 'query ShopName { shop { name } }'

describe('a shop that refuses unregistered documents', () => {
  const settings = 'settings { registeredOnly documentCount } userErrors { code }'
  let strict: TestShop
  let owner: Record<string, string>
  const change = async (mutation: string) => {
    const { data } = await merchant<
      Record<string, { settings: object | null; userErrors: { code: string }[] }>
    >(api, `mutation { result: ${mutation} { ${settings} } }`, {}, owner)
    return data.result
  }
  const ask = (body: object, headers = {}) => postBody(api, strict, body, headers)

  test('must have registered some', async () => {
    strict = await createShop(api)
    owner = await headersOf(api, strict, 'OWNER')
    expect(await change('refuseUnregisteredDocuments(refuse: true)')).toEqual({
      settings: null,
      userErrors: [{ code: 'NO_DOCUMENTS_REGISTERED' }],
    })
    await registerTexts(api, strict, [SHOP_NAME])
    expect((await change('refuseUnregisteredDocuments(refuse: true)'))?.settings).toEqual({
      registeredOnly: true,
      documentCount: 1,
    })
    await expect.poll(async () => (await ask({ query: '{ shop { currency } }' })).status).toBe(404)
  })

  test('answers its documents, by id and by text', async () => {
    for (const body of [{ documentId: documentId(SHOP_NAME) }, { query: SHOP_NAME }])
      expect((await ask(body)).data).toEqual({ shop: { name: `Shop ${strict.slug}` } })
  })

  test.each([
    ['a text', { query: 'query ShopName { shop { name  } }' }],
    ['a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: documentId('other') } } }],
    [
      'a text with the hash of a registered one that it is not',
      {
        query: '{ shop { currency } }',
        extensions: { persistedQuery: { version: 1, sha256Hash: documentId('other') } },
      },
    ],
    ['nothing', {}],
  ])('refuses %s that is not registered', async (_what, body) => {
    expect((await ask(body)).codes).toEqual(['DOCUMENT_NOT_REGISTERED'])
  })

  test('still takes the card that a member sends from the portal, and nothing else from there', async () => {
    const portal = { origin: new URL(api.app.env.portalUrl).origin }
    const pay = `mutation ($input: PayByCardInput!) { payByCard(input: $input) { userErrors { code } } }`
    const refused = ['DOCUMENT_NOT_REGISTERED']
    expect((await ask({ query: pay }, portal)).codes).not.toEqual(refused)
    expect((await ask({ query: pay })).codes).toEqual(refused)
    expect((await ask({ query: '{ shop { currency } }' }, portal)).codes).toEqual(refused)
  })

  test('answers others again once it accepts them, and says so in its audit log', async () => {
    expect((await change('refuseUnregisteredDocuments(refuse: false)'))?.userErrors).toEqual([])
    await expect.poll(async () => (await ask({ query: '{ shop { currency } }' })).status).toBe(200)
    const actions = await queryInShop<{ action: string }>(
      api,
      strict,
      "select action from audit_entry where action <> 'signIn' order by at",
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'refuseUnregisteredDocuments',
      'refuseUnregisteredDocuments',
    ])
  })
})
