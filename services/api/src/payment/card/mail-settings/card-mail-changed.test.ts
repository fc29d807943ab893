import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGnupg, type TestGnupg } from '../../../../test/gnupg.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../../test/isolated-api.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { putTestKey } from '../../../../test/open-pgp.ts'
import { createShop } from '../../../../test/shop.ts'
import { headerOf } from '../../../../test/smtp.ts'

let isolated: IsolatedApi
let gnupg: TestGnupg
beforeAll(async () => {
  gnupg = startTestGnupg()
  isolated = await startIsolatedApi()
})
afterAll(async () => {
  await isolated?.stop()
  gnupg?.stop()
})

test('each change of the settings is mailed to the address that received the digits before', async () => {
  const { api, smtp } = isolated
  const shop = await createShop(api, { locale: 'fr' })
  const owner = await headersOf(api, shop, 'OWNER')
  const key = gnupg.makeKey('Curve25519', 'changes@merchants.test')
  await putTestKey(api, shop, owner, key)
  for (const field of ['setFragmentTo(email: "caisse@merchants.test")', 'removeOpenPgpKey'])
    await merchant(api, `mutation { ${field} { userErrors { code } } }`, {}, owner)
  await isolated.startWorker()
  const first = `merchant@${shop.slug}.test`
  const [set, moved, removed] = await smtp.wait((mails) => {
    const notices = mails.filter(
      (mail) =>
        headerOf(mail, 'x-triclic-mail') === 'card-mail-changed' && mail.text?.includes(`/${shop.slug}/`),
    )
    const withText = (text: string) => notices.find((mail) => mail.text?.replace(/\s+/g, ' ').includes(text))
    const all = [
      withText(`chiffrés avec la clé OpenPGP ${key.fingerprint}`),
      withText(`à une autre adresse : ${first} → caisse@merchants.test`),
      withText(`La clé OpenPGP ${key.fingerprint} a été retirée`),
    ]
    return all.every((mail) => mail) ? all : undefined
  })
  expect(set?.to).toMatchObject({ text: first })
  expect(moved?.to).toMatchObject({ text: first })
  expect(removed?.to).toMatchObject({ text: 'caisse@merchants.test' })
})
