import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { newBuyer } from '../../../test/buyer.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import type { BusinessIdentity } from './business-identity.ts'
import { businessVersion } from './load-business-identity.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

const FIELDS =
  'legalName legalForm registrationNumber registry vatNumber line1 line2 postalCode city countryCode phone publicationDirector mediatorName mediatorUrl'
const valid = {
  legalName: 'Les Bougies d’Ève',
  legalForm: 'SARL au capital de 10 000 €',
  registrationNumber: '732 829 320',
  registry: 'RCS Paris',
  vatNumber: 'FR 44 732829320',
  line1: '1 rue de la Paix',
  line2: null,
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'fr',
  phone: '01 23 45 67 89',
  publicationDirector: 'Ève Martin',
  mediatorName: null,
  mediatorUrl: null,
}
const stored = { ...valid, registrationNumber: '732829320', vatNumber: 'FR44732829320', countryCode: 'FR' }

interface Payload {
  business: { identity: object; contactEmail: string; version: string } | null
  userErrors: { code: string; field: string[] }[]
}
async function change(identity: object, more: object = {}) {
  const { data, errors } = await merchant<{ changeBusinessIdentity: Payload }>(
    api,
    `mutation ($input: ChangeBusinessIdentityInput!) { changeBusinessIdentity(input: $input) {
      business { identity { ${FIELDS} } contactEmail version } userErrors { code field } } }`,
    { input: { identity: { ...valid, ...identity }, contactEmail: 'eve@bougies.test', ...more } },
    owner,
  )
  expect(errors).toBeUndefined()
  return data.changeBusinessIdentity
}

test('an identity is normalised, stored, audited, and shown to buyers', async () => {
  const { business, userErrors } = await change({})
  expect(userErrors).toEqual([])
  expect(business).toMatchObject({ identity: stored, contactEmail: 'eve@bougies.test' })
  const buyer = newBuyer(api, shop)
  await expect
    .poll(async () => (await buyer.request(`{ shop { business { ${FIELDS} } contactEmail } }`)).data)
    .toEqual({ shop: { business: stored, contactEmail: 'eve@bougies.test' } })
  await change({ city: 'Lyon', postalCode: '69002' })
  const [audit] = await queryInShop<{ subject: string }>(
    api,
    shop,
    "select subject from audit_entry where action = 'changeBusinessIdentity' order by at desc limit 1",
  )
  expect(audit?.subject).toBe('postalCode: 75002 → 69002; city: Paris → Lyon')
})

describe('is refused with everything that is wrong at once', () => {
  test.each<[string, object, string[]]>([
    [
      'empty fields',
      { legalName: ' ', line1: '', city: '', phone: '' },
      ['REQUIRED legalName', 'REQUIRED line1', 'REQUIRED city', 'REQUIRED phone'],
    ],
    ['no SIREN in France', { registrationNumber: null }, ['REQUIRED registrationNumber']],
    [
      'a wrong SIREN',
      { registrationNumber: '732829321' },
      ['REGISTRATION_NUMBER_INVALID registrationNumber'],
    ],
    ['a wrong VAT key', { vatNumber: 'FR45732829320' }, ['VAT_NUMBER_INVALID vatNumber']],
    [
      'the VAT number of another SIREN',
      { vatNumber: 'FR83404833048' },
      ['VAT_NUMBER_OF_OTHER_BUSINESS vatNumber'],
    ],
    ['a foreign postcode', { postalCode: 'SW1A 1AA' }, ['INVALID_ADDRESS postalCode']],
    ['no country', { countryCode: 'XX' }, ['INVALID_ADDRESS countryCode']],
    ['words for a telephone', { phone: 'call me' }, ['PHONE_INVALID phone']],
    [
      'a script as the mediator’s address',
      { mediatorUrl: 'javascript:alert(1)' },
      ['URL_INVALID mediatorUrl'],
    ],
    ['an endless text', { legalForm: 'x'.repeat(201) }, ['TEXT_TOO_LONG legalForm']],
  ])('%s', async (_what, identity, expected) => {
    const { business, userErrors } = await change(identity)
    expect(business).toBeNull()
    expect(userErrors.map(({ code, field }) => `${code} ${field.join('.')}`)).toEqual(expected)
  })
})

test('abroad, no SIREN is asked for', async () => {
  const { userErrors } = await change({
    ...{
      countryCode: 'DE',
      postalCode: '10115',
      city: 'Berlin',
      registrationNumber: 'HRB 12345',
      vatNumber: 'DE123456789',
    },
  })
  expect(userErrors).toEqual([])
})

test('a change that is based on an outdated version is refused', async () => {
  const version = (await change({ city: 'Nantes', postalCode: '44000' })).business?.version
  await change({ city: 'Lille', postalCode: '59000' })
  expect((await change({ city: 'Brest', postalCode: '29200' }, { version })).userErrors).toEqual([
    { code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] },
  ])
})

test('a version is the same whether it was returned by the change or read afterwards', async () => {
  const { business } = await change({ city: 'Rennes', postalCode: '35000', registry: 'RCS Rennes' })
  const { data } = await merchant<{ businessIdentity: { version: string } }>(
    api,
    '{ businessIdentity { version } }',
    {},
    owner,
  )
  expect(business?.version).toBe(data.businessIdentity.version)
  expect(
    (await change({ city: 'Rennes', postalCode: '35700' }, { version: business?.version })).userErrors,
  ).toEqual([])
})

test('a version does not depend on the order of keys, nor on keys that an older identity lacks', () => {
  const identity = { legalName: 'Ève', city: 'Paris', line2: null } as unknown as BusinessIdentity
  const older = { city: 'Paris', legalName: 'Ève' } as unknown as BusinessIdentity
  expect(businessVersion({ identity, contactEmail: null })).toBe(
    businessVersion({ identity: older, contactEmail: null }),
  )
  const other = { ...identity, city: 'Ève', legalName: 'Paris' }
  expect(businessVersion({ identity: other, contactEmail: null })).not.toBe(
    businessVersion({ identity, contactEmail: null }),
  )
})

test('a card number is refused as a registration number abroad, and as a telephone', async () => {
  const card = '4242 4242 4242 4242'
  const abroad = { countryCode: 'DE', postalCode: '10115', city: 'Berlin', vatNumber: null }
  const codes = async (identity: object) =>
    (await change(identity)).userErrors.map(({ code, field }) => `${code} ${field.at(-1)}`)
  expect(await codes({ ...abroad, registrationNumber: card })).toEqual([
    'CARD_NUMBER_NOT_ALLOWED registrationNumber',
  ])
  expect(await codes({ phone: card })).toEqual(['CARD_NUMBER_NOT_ALLOWED phone'])
})
