import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { createMember, merchant, membershipHeaders } from '../../test/member.ts'
import { headerOf } from '../../test/smtp.ts'
import { createShop } from '../../test/shop.ts'
import { sendAccountMails } from '../member/send-account-mails.ts'

let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

test('the owners of the shop are told by mail of a new key, without its token; its other members are not', async () => {
  const { api, smtp } = isolated
  const worker = await isolated.startWorker()
  const [shop, other] = [await createShop(api), await createShop(api)]
  const owner = await createMember(api, [{ shop, role: 'OWNER' }])
  const second = await createMember(api, [{ shop, role: 'OWNER' }])
  for (const [of, role] of [
    [shop, 'MANAGER'],
    [other, 'OWNER'],
  ] as const)
    await createMember(api, [{ shop: of, role }])
  const { data } = await merchant<{ createApiKey: { token: string } }>(
    api,
    'mutation { createApiKey(input: { name: "ERP", scopes: [ORDER_READ], lifetime: DAYS_30 }) { token } }',
    {},
    await membershipHeaders(api, owner, shop),
  )
  await sendAccountMails(worker.app)
  const told = () => smtp.mails.filter((mail) => headerOf(mail, 'x-triclic-mail') === 'api-key-created')
  await expect.poll(() => told().length).toBe(2)
  expect(JSON.stringify(told().map(({ to }) => to))).toContain(second.email)
  const [mail] = told()
  expect(mail?.text).toContain(owner.name)
  expect(mail?.text).toContain('ERP')
  expect(mail?.text).toContain(`/${shop.slug}/settings/program-keys`)
  expect(JSON.stringify(told())).not.toContain(data.createApiKey.token)
})
