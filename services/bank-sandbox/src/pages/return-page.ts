import { readForm } from '../form.ts'
import type { Payment } from '../payment.ts'
import type { Message } from '../protocols/protocol.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { textsIn } from './texts.ts'

/** Browser script that submits the form of the return page. */
export const returnScript = `document.getElementById('return').submit()`

/** A form that returns the buyer to the shop by POST; its button works without JavaScript. */
export function returnPage({ language }: Payment, { url = '', text }: Message): string {
  const texts = textsIn(language)
  const fields = readForm(text).map(
    ([name, value]): Html => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  return layout(
    language,
    texts.returning,
    html`<section class="card status">
        <h1>${texts.returning}</h1>
        <p>${texts.returningText}</p>
        <form id="return" method="post" action="${url}">
          ${fields}
          <div class="actions"><button class="first">${texts.back}</button></div>
        </form>
      </section>
      <script src="/assets/return.js"></script>`,
  )
}
