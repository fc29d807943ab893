import { html, show } from '../html.js'
import { nameOf } from '../lib/format.js'
import { client, money, onSubmit, t } from '../shop.js'
import { accepted } from '../storefront-client/index.js'

export async function showPage({ main }) {
  showCart(main, await client.cart())
}

function showCart(main, { lines, notices, discounts, discountCode, subtotal }) {
  document.title = t.cart
  const allNotices = [...notices, ...lines.flatMap((line) => line.notices)]
  show(
    main,
    html`<h1>${t.cart}</h1>
      ${allNotices.length > 0 && noticeForm(allNotices)} ${lines.length === 0 && html`<p>${t.emptyCart}</p>`}
      <ul class="rows">
        ${lines.map(row)}
      </ul>
      ${
        lines.length > 0 &&
        html`<form class="inline" data-do="discount">
            ${
              discountCode
                ? html`<span>${discountCode.code}</span>
                    <button name="remove">${t.remove}</button>
                    ${discountCode.problem && html`<p role="alert">${discountCode.problem.message}</p>`}`
                : html`<label>${t.discountCode} <input name="code" required autocomplete="off" /></label>
                    <button>${t.apply}</button>`
            }
          </form>
          <dl class="rows">
            ${discounts.map(
              ({ label, amount }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>−${money(amount)}</dd>
                </div>`,
            )}
            <div>
              <dt>${t.subtotal}</dt>
              <dd><strong>${money(subtotal)}</strong></dd>
            </div>
          </dl>
          <p><a class="button primary" href="/?checkout">${t.checkout}</a></p>`
      }`,
  )
  // #region cart
  const actions = {
    line: ({ variantId, quantity }, isRemoved) =>
      client.setCartLine({ variantId, quantity: isRemoved ? 0 : Number(quantity) }),
    notices: () => client.acknowledgeCartNotices({ noticeIds: allNotices.map(({ id }) => id) }),
    discount: ({ code }, isRemoved) =>
      isRemoved ? client.removeDiscountCode() : client.applyDiscountCode({ code }),
  }
  for (const form of main.querySelectorAll('form'))
    onSubmit(form, async (values, submitter) => {
      const { cart } = accepted(await actions[form.dataset.do](values, submitter?.name === 'remove'))
      showCart(main, cart)
    })
  // #endregion cart
}

const noticeForm = (notices) =>
  html`<form class="box" data-do="notices">
    ${notices.map(({ message }) => html`<span>${message}</span>`)}
    <button>${t.understood}</button>
  </form>`

function row({ quantity, total, variant: { id, name, product } }) {
  const title = nameOf(product.name, name)
  return html`<li>
    <a class="target" href="/?product=${product.slug}">${title}</a>
    <form class="inline" data-do="line">
      <input type="hidden" name="variantId" value="${id}" />
      <input
        type="number"
        name="quantity"
        value="${quantity}"
        min="0"
        required
        aria-label="${t.quantity}, ${title}"
      />
      <button>${t.update}</button>
      <button name="remove" aria-label="${t.remove}, ${title}">${t.remove}</button>
    </form>
    <strong>${money(total)}</strong>
  </li>`
}
