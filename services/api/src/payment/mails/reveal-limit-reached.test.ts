import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCertificationScenario } from '../../../test/certification.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { createMember, membershipHeaders } from '../../../test/member.ts'
import { headerOf } from '../../../test/smtp.ts'
import { executeInShop } from '../../../test/sql.ts'

let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
  await isolated.startWorker()
})
afterAll(() => isolated?.stop())

test.each([
  ['fr', /a atteint la limite de 60 cartes par heure ou 200 par jour/],
  ['en', /has reached the limit of 60 cards an hour or 200 a day/],
] as const)('the owner is told in the language of the shop: %s', async (locale, sentence) => {
  const { api, smtp } = isolated
  const scenario = await createCertificationScenario(api, { locale })
  const { shop } = scenario
  const owner = await createMember(api, [{ shop, role: 'OWNER' }])
  const member = await createMember(api, [{ shop, role: 'CERTIFIER' }])
  await executeInShop(
    api,
    shop,
    `insert into card_reveal (shop_id, id, member_id)
     select $1, gen_random_uuid(), $2 from generate_series(1, 60)`,
    shop.id,
    member.id,
  )
  const headers = await membershipHeaders(api, member, shop)
  await scenario.reveal(await scenario.placeOrderWithCard(), headers)
  const mail = await smtp.wait((mails) =>
    mails.find(
      (each) => headerOf(each, 'x-triclic-mail') === 'reveal-limit-reached' && each.text?.includes(shop.slug),
    ),
  )
  expect(mail.to).toMatchObject({ text: owner.email })
  expect(mail.text?.replace(/\s+/g, ' ')).toMatch(sentence)
  expect(mail.text).toContain(member.name)
})
