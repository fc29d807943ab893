import type { Bank } from '../bank.ts'
import { formatAmount } from '../currencies.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { type Words, wordsIn } from './words.ts'

const shown = 50

function paymentRows(bank: Bank, words: Words): Html[] {
  return bank.payments
    .list()
    .slice(0, shown)
    .map(
      ({ id, account, protocol, reference, orderId, amount, currency, status, deliveries }) =>
        html`<tr>
          <td><a href="/payments/${id}">${reference}</a></td>
          <td>${account.shop}</td>
          <td>${protocol}</td>
          <td>${orderId}</td>
          <td>${formatAmount(amount, currency, 'en')}</td>
          <td>${words.outcomes[status]}</td>
          <td>${deliveries.length}</td>
        </tr>`,
    )
}

function rejectionRows(bank: Bank, words: Words): Html[] {
  return bank.rejections.slice(0, shown).map(
    ({ at, protocol, shop, field, code, reason }) =>
      html`<tr>
        <td>${at.slice(0, 19)}</td>
        <td>${protocol}</td>
        <td>${shop}</td>
        <td>${code}</td>
        <td><code>${field}</code></td>
        <td>${words.reason[reason]}</td>
      </tr>`,
  )
}

function table(label: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<section class="card">
    <h2>${label}</h2>
    ${
      rows.length === 0
        ? html`<p class="note">None yet.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
            <table>
              <thead>
                <tr>
                  ${heads.map((head) => html`<th scope="col">${head}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

/** What the bank remembers: for whoever runs the sandbox. */
export function consolePage(bank: Bank): string {
  const words = wordsIn('en')
  const accounts = bank.accounts.list().map(
    ({ shop, protocol, notifyUrl, credentials }) =>
      html`<tr>
        <td>${shop}</td>
        <td>${protocol}</td>
        <td>${credentials.mode}</td>
        <td>${notifyUrl}</td>
      </tr>`,
  )
  return layout(
    'en',
    'Payments',
    html`<h1>Bank sandbox</h1>
      ${table('Payments', ['Reference', 'Shop', 'Protocol', 'Order', 'Amount', 'Status', 'Notified'], paymentRows(bank, words))}
      ${table('Refused requests', ['At (UTC)', 'Protocol', 'Shop', 'Code', 'Field', 'Cause'], rejectionRows(bank, words))}
      ${table('Accounts', ['Shop', 'Protocol', 'Mode', 'Notifies'], accounts)}`,
  )
}
