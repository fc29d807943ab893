import type { Bank } from '../bank.ts'
import { formatAmount } from '../currencies.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { type Texts, textsIn } from './texts.ts'

const MAX_ROWS = 50

function paymentRows(bank: Bank, texts: Texts): Html[] {
  return bank.payments
    .list()
    .slice(0, MAX_ROWS)
    .map(
      ({ id, account, protocol, reference, orderId, amount, currency, status, deliveries }) =>
        html`<tr>
          <td><a href="/payments/${id}">${reference}</a></td>
          <td>${account.shop}</td>
          <td>${protocol}</td>
          <td>${orderId}</td>
          <td>${formatAmount(amount, currency, 'en')}</td>
          <td>${texts.outcomes[status]}</td>
          <td>${deliveries.length}</td>
        </tr>`,
    )
}

function rejectionRows(bank: Bank, texts: Texts): Html[] {
  return bank.rejections.slice(0, MAX_ROWS).map(
    ({ at, protocol, shop, field, code, reason }) =>
      html`<tr>
        <td>${at.slice(0, 19)}</td>
        <td>${protocol}</td>
        <td>${shop}</td>
        <td>${code}</td>
        <td><code>${field}</code></td>
        <td>${texts.reason[reason]}</td>
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

/** The state of the bank, for developers. */
export function consolePage(bank: Bank): string {
  const texts = textsIn('en')
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
      ${table('Payments', ['Reference', 'Shop', 'Protocol', 'Order', 'Amount', 'Status', 'Notifications'], paymentRows(bank, texts))}
      ${table('Rejected requests', ['Time (UTC)', 'Protocol', 'Shop', 'Code', 'Field', 'Reason'], rejectionRows(bank, texts))}
      ${table('Accounts', ['Shop', 'Protocol', 'Mode', 'Notification URL'], accounts)}`,
  )
}
