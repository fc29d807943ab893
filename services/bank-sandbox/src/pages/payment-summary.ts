import { formatAmount } from '../currencies.ts'
import type { Payment } from '../payment.ts'
import { html, type Html } from './html.ts'
import { textsIn } from './texts.ts'

/** Amount, shop, order, reference, date and mode of a payment. */
export function paymentSummary({
  language,
  account,
  amount,
  currency,
  orderId,
  reference,
  mode,
  openedAt,
}: Payment): Html {
  const texts = textsIn(language)
  const date = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(openedAt)
  return html`<dl>
      <dt>${texts.amount}</dt>
      <dd class="total">${formatAmount(amount, currency, language)}</dd>
      <dt>${texts.shop}</dt>
      <dd>${account.name ?? account.shop}</dd>
      ${
        orderId &&
        html`<dt>${texts.order}</dt>
          <dd>${orderId}</dd>`
      }
      <dt>${texts.reference}</dt>
      <dd><code>${reference}</code></dd>
      <dt>${texts.date}</dt>
      <dd>${date}</dd>
    </dl>
    <p class="note"><span class="mode">${mode === 'TEST' ? texts.modeTest : texts.modeProduction}</span></p>`
}
