import { writeLyraDate } from '../protocols/lyra-date.ts'
import { signLyra } from '../protocols/lyra.ts'
import { startBankSandbox } from '../start.ts'
import { BankClient } from './bank-client.ts'
import { startFakeShop } from './fake-shop.ts'

export type Changes = Record<string, string | undefined>

export const lyraPath = '/lyra/vads-payment/'
export const credentials = {
  siteId: '12345678',
  testKey: '1122334455667788',
  productionKey: '8877665544332211',
  mode: 'TEST',
}
/** Credentials of another shop at the same bank. */
export const otherCredentials = {
  siteId: '87654321',
  testKey: 'aabbccdd',
  productionKey: 'ddccbbaa',
  mode: 'TEST',
}

export const isSigned = (fields: Record<string, string>, key = credentials.testKey): boolean =>
  fields.signature === signLyra(fields, key)

/** Starts a bank and a shop with a Lyra account at it. */
export async function startLyraShop() {
  const shop = await startFakeShop()
  const account = (name: string, path: string, credentials: object) => ({
    shop: name,
    protocol: 'lyra',
    notifyUrl: `${shop.url}/${path}`,
    credentials,
  })
  const accounts = [
    account('atelier', 'notify', credentials),
    account('harbour', 'harbour', otherCredentials),
  ]
  const sandbox = await startBankSandbox({ accounts, retrySeconds: [0.05, 0.05] })
  const bank = new BankClient(sandbox.url)
  let count = 0

  function newForm(changes: Changes = {}, key = credentials.testKey): Record<string, string> {
    const all: Changes = {
      vads_version: 'V2',
      vads_ctx_mode: 'TEST',
      vads_site_id: credentials.siteId,
      vads_trans_id: `a${(count += 1).toString(36).padStart(5, '0')}`,
      vads_trans_date: writeLyraDate(new Date()),
      vads_page_action: 'PAYMENT',
      vads_action_mode: 'INTERACTIVE',
      vads_payment_config: 'SINGLE',
      vads_amount: '5124',
      vads_currency: '978',
      vads_cust_email: 'buyer@example.org',
      vads_order_id: `T-${count}`,
      vads_url_return: `${shop.url}/return?shop=atelier`,
      vads_return_mode: 'POST',
      ...changes,
    }
    const entries = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const fields = Object.fromEntries(entries)
    return { ...fields, signature: fields.signature ?? signLyra(fields, key) }
  }

  return {
    bank,
    shop,
    newForm,
    submitOrder: (changes?: Changes, key?: string) => bank.submitOrder(lyraPath, newForm(changes, key)),
    /** Creates a payment and returns its id. */
    createPayment: async (changes?: Changes) => (await bank.submitOrder(lyraPath, newForm(changes))).id,
    lastFields: (): Record<string, string> => Object.fromEntries(shop.received.at(-1)?.fields ?? []),
    async stop() {
      await sandbox.stop()
      await shop.stop()
    },
  }
}
