import type { Rejection } from '../bank.ts'
import type { Language } from '../payment.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { textsIn } from './texts.ts'

/** Page for a rejected payment request, which names the invalid field for the merchant's developer. */
export function errorPage(language: Language, { reason, field, code, detail }: Rejection): string {
  const texts = textsIn(language)
  return layout(
    language,
    texts.errorTitle,
    html`<section class="card status error" role="alert">
        <h1>${texts.errorTitle}</h1>
        <p>${texts.errorText}</p>
      </section>
      <section class="card">
        <h2>${texts.merchantDetail}</h2>
        <dl>
          ${
            code !== undefined &&
            html`<dt>${texts.errorCode}</dt>
              <dd id="error-code">${code}</dd>`
          }
          <dt>${texts.errorField}</dt>
          <dd id="error-field"><code>${field}</code></dd>
          <dt>${texts.errorReason}</dt>
          <dd id="error-reason" data-reason="${reason}">
            ${texts.reason[reason]}${detail !== undefined && html` (${detail})`}
          </dd>
        </dl>
      </section>`,
  )
}

export function unknownPaymentPage(language: Language): string {
  const texts = textsIn(language)
  return layout(
    language,
    texts.notFoundTitle,
    html`<section class="card status error">
      <h1>${texts.notFoundTitle}</h1>
      <p>${texts.notFoundText}</p>
    </section>`,
  )
}
