import { html, show } from '../html.js'
import { nameOf } from '../lib/format.js'
import { client, onSubmit, orderAccess, t } from '../shop.js'
import { accepted } from '../storefront-client/index.js'

const back = (code) => html`<p><a class="target" href="/?order=${code}">${t.orderCode(code)}</a></p>`

export async function showPage({ main, query }) {
  const access = orderAccess(query.order)
  const order = access && (await client.order({ code: access.orderCode, token: access.orderToken }))
  if (!order) return show(main, html`<h1>${t.noOrder}</h1>`)
  const { state, lines } = order.withdrawal
  document.title = t.withdrawal
  if (state !== 'AVAILABLE')
    return show(
      main,
      html`<h1>${t.withdrawal}</h1>
        <p>${t.withdrawNotNow}</p>
        ${back(order.code)}`,
    )
  show(
    main,
    html`<h1>${t.withdrawal}</h1>
      <p>${t.withdrawChoose}</p>
      <form>
        ${lines.map(lineField)}
        <p role="alert"></p>
        <button class="primary">${t.continue}</button>
      </form>
      ${back(order.code)}`,
  )
  const form = main.querySelector('form')
  onSubmit(form, async (quantities) => {
    const chosen = lines
      .map((line) => ({ ...line, quantity: Number(quantities[line.lineId] ?? 0) }))
      .filter(({ quantity }) => quantity > 0)
    if (chosen.length > 0) return confirm(main, order, access, chosen)
    show(form.querySelector('[role=alert]'), html`${t.withdrawNone}`)
  })
}

const lineField = ({ lineId, productName, variantName, remaining, exemption }) =>
  html`${
      remaining > 0 &&
      html`<label>
        ${nameOf(productName, variantName)} (${t.atMost(remaining)})
        <input type="number" name="${lineId}" value="${remaining}" min="0" max="${remaining}" required />
      </label>`
    }
    <p class="soft">${t.exemption[exemption]}</p>`

/** The second step that the law wants: everything once more, and a button that confirms it. */
function confirm(main, { code, email, billingAddress }, access, chosen) {
  show(
    main,
    html`<h1>${t.withdrawal}</h1>
      <p>${t.withdrawStatement(code)}</p>
      <ul>
        ${chosen.map((line) => html`<li>${line.quantity} × ${nameOf(line.productName, line.variantName)}</li>`)}
      </ul>
      <p>${billingAddress.firstName} ${billingAddress.lastName}, ${email}</p>
      <p>${t.withdrawMail(email)}</p>
      <form><button class="primary">${t.confirmWithdrawal}</button></form>
      ${back(code)}`,
  )
  const idempotencyKey = crypto.randomUUID()
  const lines = chosen.map(({ lineId, quantity }) => ({ lineId, quantity }))
  // #region withdraw
  onSubmit(main.querySelector('form'), async () => {
    accepted(await client.withdraw({ input: { ...access, lines, idempotencyKey } }))
    location.assign(`/?order=${code}`)
  })
  // #endregion withdraw
}
