import { cardForm, onCard } from '../card-form.js'
import { html, show } from '../html.js'
import { client, money, onSubmit, orderAccess, t, time } from '../shop.js'
import { accepted } from '../storefront-client/index.js'
import { orderDetails } from './order-details.js'

export async function showPage(context) {
  const { main, query, shop } = context
  const access = orderAccess(query.order)
  const order = access && (await client.order({ code: access.orderCode, token: access.orderToken }))
  if (!order) return show(main, html`<h1>${t.noOrder}</h1>`)
  const isPayingAgain = 'again' in query
  const attempt = order.bankAttempt?.status
  const isPayable = order.paymentMethods.length > 0
  const awaitsBank = isPayable && !isPayingAgain && (attempt === 'OPEN' || attempt === 'PENDING')
  const isReported = attempt === 'RESCUE' && !isPayingAgain
  document.title = t.orderCode(order.code)
  show(
    main,
    html`<h1>${t.orderCode(order.code)}</h1>
      <p role="status" data-status="${order.status}">${t.status[order.status]}</p>
      ${isReported && html`<p class="box">${t.reportedMoney}</p>`}
      ${
        awaitsBank &&
        html`<p class="box">${t.awaitsBank}</p>
          <p class="bar"><a href="/?order=${order.code}&again">${t.payAgain}</a></p>`
      }
      ${isPayable && !awaitsBank && !isReported && payment(order, shop)} ${orderDetails(order, shop)}`,
  )
  if (awaitsBank) setTimeout(() => showPage(context).catch(reportError), 3000)
  const payingAccess = { ...access, abandonOpenAttempt: isPayingAgain }
  for (const form of main.querySelectorAll('form.card')) onCard(form, payingAccess, () => showPage(context))
  for (const form of main.querySelectorAll('form.bank'))
    onSubmit(form, (_, { value }) => goToBank({ ...payingAccess, bankId: value }))
  for (const form of main.querySelectorAll('form.manual'))
    onSubmit(form, async () => {
      const pay = form.dataset.method === 'CHEQUE' ? client.payByCheque : client.payByTransfer
      accepted(await pay({ input: payingAccess }))
      await showPage(context)
    })
}

// #region bank
/** Opens a payment at the bank, and sends the buyer there by the form that the bank wants. */
async function goToBank(input) {
  const returnUrl = `${location.origin}/`
  const { redirect } = accepted(await client.payByBank({ input: { ...input, returnUrl } }))
  const form = document.createElement('form')
  Object.assign(form, { method: redirect.method, action: redirect.url })
  for (const { name, value } of redirect.fields)
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  document.body.append(form)
  HTMLFormElement.prototype.submit.call(form)
}
// #endregion bank

const payment = (order, shop) =>
  html`${order.manualPayment && manualPayment(order, shop)}
  ${order.paymentMethods.map(
    (method, index) =>
      html`<details class="box" name="payment" ${index === 0 && 'open'}>
        <summary>${t.payment[method]}</summary>
        ${formOf(method, order, shop)}
      </details>`,
  )}`

function formOf(method, { total }, { banks, cardBrands }) {
  if (method === 'CARD') return cardForm(cardBrands, t.pay(money(total)))
  if (method !== 'BANK')
    return html`<form class="manual" data-method="${method}">
      <button class="primary">${t.choose[method]}</button>
    </form>`
  return html`<form class="bank">
    <p>${t.bankText}</p>
    ${banks.map(({ id, name }) => html`<button class="primary" value="${id}">${t.payAtBank(name)}</button>`)}
  </form>`
}

function manualPayment({ manualPayment: payment, total }, shop) {
  const rows = [
    [t.payment[payment.method], money(total)],
    [t.beneficiary, payment.accountHolder ?? payment.payee],
    ['IBAN', payment.iban],
    ['BIC', payment.bic],
    [t.address, payment.postalAddress],
    [t.reference, payment.reference],
    [t.due, time(payment.dueAt, shop)],
  ]
  return html`<dl class="rows">
    ${rows.map(
      ([name, value]) =>
        value &&
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}
