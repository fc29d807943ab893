import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
let receiver: Server
/** What came, with its headers; answered with `status`. */
const received: { body: string; headers: Record<string, string> }[] = []
let status = 204
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  receiver = createServer((request, response) => {
    text(request).then(
      (body) => {
        received.push({ body, headers: request.headers as Record<string, string> })
        response.writeHead(status).end('noted')
      },
      () => response.destroy(),
    )
  })
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
}, 120_000)
afterAll(async () => {
  receiver?.close()
  await environment?.stop()
})

const OWNERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      add: 'Ajouter un webhook',
      url: 'Adresse (URL)',
      placed: 'Commande passée',
      document: 'Contenu (GraphQL)',
      invalid: 'Ligne 1\u00a0: Cannot query field "card" on type "Query".',
      open: 'Ouvrir le webhook',
      test: 'Envoyer un test',
      delivered: 'Remis',
      again: 'Renvoyer',
      rotate: 'Remplacer le secret',
      delete: 'Supprimer le webhook',
      none: 'Il n’y a pas encore de webhook.',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      add: 'Add a webhook',
      url: 'Address (URL)',
      placed: 'Order placed',
      document: 'Content (GraphQL)',
      invalid: 'Line 1: Cannot query field "card" on type "Query".',
      open: 'Open the webhook',
      test: 'Send a test',
      delivered: 'Delivered',
      again: 'Send again',
      rotate: 'Replace the secret',
      delete: 'Delete the webhook',
      none: 'There is no webhook yet.',
    },
  },
] satisfies { slug: string; look: Look; words: Record<string, string> }[]

/** Presses a button that opens a dialog, and the same words in the dialog. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByTestId('webhook-actions').getByRole('button', { name }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name }).click()
}

test.each(OWNERS)(
  'the owner of $slug sets a webhook up, and sees what is sent',
  async ({ slug, look, words }) => {
    const { browser, run } = environment
    const page = await signIn(browser, run, look, slug, false)
    const takeReports = collectReports(page)
    const faults: string[] = []
    received.length = 0
    status = 204
    await page.goto(`${run.portal}/${slug}/settings/webhooks`)
    await page.getByRole('link', { name: words.add }).click()
    await page.waitForURL('**/webhooks/new')
    await waitForHydration(page)
    await page
      .getByLabel(words.url)
      .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`)
    await page.getByLabel(words.placed, { exact: true }).check()
    const document = page.getByLabel(words.document)
    await document.fill('{ card { number } }')
    await page.getByRole('button', { name: words.add }).click()
    await page.getByText(words.invalid).waitFor()
    await shoot(page, `webhooks-${slug}-1-refused`)
    faults.push(...(await findFaults(page, { name: 'form', takeReports })))
    await document.fill('{ event { id type } order { code } }')
    await page.getByRole('button', { name: words.add }).click()
    const shown = page.getByTestId('webhook-secret')
    const secret = (await shown.getByTestId('copy-text').textContent()) ?? ''
    await shoot(page, `webhooks-${slug}-2-secret`)
    await page.getByRole('link', { name: words.open }).click()
    await page.waitForURL(/webhooks\/[0-9a-f-]{36}$/)
    await waitForHydration(page)

    await page.getByRole('button', { name: words.test }).click()
    await page.getByTestId('done').waitFor()
    await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1)
    expect(received[0]?.headers['webhook-signature']).toMatch(/^v1,/)
    expect(secret).toMatch(/^whsec_/)
    status = 500
    const visitor = createVisitor(run.api, findShop(run, slug).key)
    const { code } = await placeSampleOrder(visitor, randomFrom(1))
    await expect.poll(() => received.length, { timeout: 15_000 }).toBeGreaterThan(1)
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
      event: { type: 'ORDER_PLACED' },
      order: { code },
    })
    const deliveries = page.getByTestId('delivery')
    await expect
      .poll(async () => {
        await page.reload()
        return [await deliveries.count(), await deliveries.first().locator('details').count()]
      })
      .toEqual([2, 1])
    await waitForHydration(page)
    await deliveries.first().locator('summary').click()
    await deliveries.first().getByText('noted').waitFor()
    const tested = deliveries.last()
    await tested.getByText(words.delivered, { exact: true }).waitFor()
    await page.setViewportSize(
      look.width === 'wide' ? { width: 1280, height: 900 } : { width: 360, height: 780 },
    )
    await shoot(page, `webhooks-${slug}-3-deliveries`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await shoot(page, `webhooks-${slug}-4-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    faults.push(...(await findFaults(page, { name: 'webhook', takeReports, orderCode: code })))
    status = 204
    await tested.getByRole('button', { name: words.again }).click()
    await page.getByTestId('done').waitFor()
    await confirm(page, words.rotate)
    await page.getByTestId('webhook-secret').waitFor()
    await confirm(page, words.delete)
    await page.waitForURL('**/settings/webhooks')
    await page.getByText(words.none).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  },
  180_000,
)
