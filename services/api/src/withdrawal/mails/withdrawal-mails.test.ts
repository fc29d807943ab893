import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { mailOf } from '../../../test/mail.ts'
import { executeInShop } from '../../../test/sql.ts'
import { createWithdrawalScenario } from '../../../test/withdrawal.ts'
import { placeTestOrder } from '../../../test/bank/bank.ts'

let isolated: IsolatedApi
let scenario: Awaited<ReturnType<typeof createWithdrawalScenario>>
beforeAll(async () => {
  isolated = await startIsolatedApi()
  await isolated.startWorker()
  scenario = await createWithdrawalScenario(isolated.api, { variants: [{ price: 1000, stock: 100 }] })
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

const plain = (text: string | undefined) => text?.replaceAll('\n', ' ') ?? ''
const setLanguage = (code: string, language: string) =>
  executeInShop(
    isolated.api,
    scenario.shop,
    'update "order" set language = $1 where code = $2',
    language,
    code,
  )

test.each([
  [
    'en',
    [
      'Your withdrawal was received',
      'Withdrawn on',
      'Name: Camille Martin',
      'Send back what you have received',
    ],
  ],
  [
    'fr',
    [
      'Votre rétractation est enregistrée',
      'Rétractation du',
      'Nom : Camille Martin',
      'Renvoyez ce que vous avez reçu',
    ],
  ],
])('in %s the buyer gets the content, the date and the time of the withdrawal', async (language, texts) => {
  const order = await scenario.placePaidOrder(2)
  await setLanguage(order.code, language)
  await scenario.deliver(order, new Date())
  await scenario.withdraw(order, [{ lineId: await scenario.lineOf(order), quantity: 1 }])
  const mail = await isolated.smtp.wait(mailOf(order.code, 'withdrawal'))
  for (const text of texts) expect(plain(mail.text)).toContain(text)
  const zone = /Central European (Standard|Summer) Time|heure (normale|d’été) d’Europe centrale/
  expect(plain(mail.text)).toMatch(zone)
  expect(plain(mail.text)).toContain('1 × Product 1')
  expect(plain(mail.text)).toMatch(/\d\d:\d\d:\d\d/)
  expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/)
})

test('the merchant gets a notice that says what to do, and answers reach the buyer', async () => {
  const order = await scenario.placePaidOrder()
  await scenario.withdraw(order)
  const mail = await isolated.smtp.wait(mailOf(order.code, 'withdrawal-notice'))
  expect(plain(mail.text)).toContain('Remboursez le client auprès de votre banque')
  expect(plain(mail.text)).toContain(`/orders/${order.code}`)
  expect(mail.replyTo?.text).toContain('camille@buyers.test')
})

test('of an order that is cancelled by it, neither has anything to do', async () => {
  const order = await placeTestOrder(isolated.api, scenario.shop)
  await scenario.withdraw(order)
  const mail = await isolated.smtp.wait(mailOf(order.code, 'withdrawal'))
  expect(plain(mail.text)).toMatch(/vous n’avez rien à renvoyer/)
  expect(plain(mail.text)).not.toContain('Remboursement au plus tard')
  const notice = await isolated.smtp.wait(mailOf(order.code, 'withdrawal-notice'))
  expect(plain(notice.text)).toContain('Vous n’avez rien à faire')
})
