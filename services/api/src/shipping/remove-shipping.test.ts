import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { saveShippingMethod, saveShippingZone } from '../../test/shipping.ts'
import { createShop } from '../../test/shop.ts'

let api: TestApi
let manager: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  manager = await headersOf(api, await createShop(api), 'MANAGER')
})
afterAll(() => api.stop())

const saveZone = (input: Record<string, unknown>) => saveShippingZone(api, manager, input)
const saveMethod = (input: Record<string, unknown>) => saveShippingMethod(api, manager, input)

test('what is removed on an outdated page is kept, and a removed zone or method does not come back', async () => {
  const { zone } = await saveZone({ name: 'Corse', countries: ['FR'], postalPrefixes: ['20'] })
  const input = { zoneId: zone!.id, name: 'Ferry', kind: 'FLAT', price: 900 }
  const { method } = await saveMethod(input)
  await saveZone({ id: zone!.id, name: 'Corse', countries: ['FR'], postalPrefixes: ['201', '202'] })
  await saveMethod({ ...input, id: method!.id, price: 950 })
  const remove = async (what: 'Zone' | 'Method', id: string, version: number) =>
    (
      await merchant<{ removed: { userErrors: { code: string }[] } }>(
        api,
        `mutation ($id: ID!, $version: Int) { removed: removeShipping${what}(id: $id, version: $version) { userErrors { code } } }`,
        { id, version },
        manager,
      )
    ).data.removed.userErrors.map(({ code }) => code)
  expect(await remove('Zone', zone!.id, 1)).toEqual(['SETTINGS_CHANGED_MEANWHILE'])
  expect(await remove('Method', method!.id, 1)).toEqual(['SETTINGS_CHANGED_MEANWHILE'])
  const [[removed], saved] = await Promise.all([
    remove('Method', method!.id, 2),
    saveMethod({ ...input, id: method!.id, price: 990 }),
  ])
  // Whichever came first, the other one was told.
  expect([removed ?? 'removed', saved.userErrors[0]?.code ?? 'saved'].sort()).not.toEqual([
    'removed',
    'saved',
  ])
  expect(await remove('Zone', zone!.id, 2)).toEqual([])
  expect(await remove('Zone', zone!.id, 2)).toEqual(['NOT_FOUND'])
})
