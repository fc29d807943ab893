import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { pageAtBuyer, shopWithPages } from '../../test/legal-page.ts'
import { mailOf } from '../../test/mail.ts'
import { queryInShop } from '../../test/sql.ts'

let isolated: IsolatedApi
let api: TestApi
beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop())

test('the mail names the terms alone where the withdrawal page is not published', async () => {
  const { shop, publish } = await shopWithPages(api)
  await publish('<p>Conditions</p>')
  await expect.poll(() => pageAtBuyer(api, shop)).not.toBeNull()
  const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
  const mail = await isolated.smtp.wait(mailOf(order?.code ?? '', 'order-confirmation'))
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['conditions-generales-de-vente.txt'])
  const text = mail.text?.replaceAll('\n', ' ')
  expect(text).toContain('Les conditions générales de vente qui s’appliquent à votre commande sont jointes')
  expect(text).not.toContain('rétractation')
})

test('an order keeps the terms that were published when it was placed, and its mail has them attached', async () => {
  const { shop, publish } = await shopWithPages(api)
  const first = await publish('<h2>Prix</h2><ul><li>TTC</li><li>En euros</li></ul>')
  await publish('<p>Quatorze jours</p>', { kind: 'WITHDRAWAL' })
  await expect.poll(() => pageAtBuyer(api, shop, 'retractation')).not.toBeNull()
  const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop))
  await publish('<p>Version deux</p>')
  const mail = await isolated.smtp.wait(mailOf(order?.code ?? '', 'order-confirmation'))
  const files = mail.attachments.map(({ filename, contentType, content }) => [
    filename,
    contentType,
    content.toString(),
  ])
  expect(files).toEqual([
    ['conditions-generales-de-vente.txt', 'text/plain', 'Prix\n\n- TTC\n- En euros'],
    ['retractation.txt', 'text/plain', 'Quatorze jours'],
  ])
  expect(mail.text?.replaceAll('\n', ' ')).toContain('jointes à cet e-mail')
  expect(mail.text).toContain('Les Bougies d’Ève, SARL au capital de 10 000 €')
  const [row] = await queryInShop<{ terms_version_id: string }>(
    api,
    shop,
    'select terms_version_id from "order" where id = $1',
    order?.id,
  )
  expect(row?.terms_version_id).toBe(first.page?.published?.id)
})
