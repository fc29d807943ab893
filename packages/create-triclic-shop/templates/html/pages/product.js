import { html, sanitised, show } from '../html.js'
import { choicesOf, firstValues, variantOf } from '../lib/choices.js'
import { client, money, onSubmit, readForm, t } from '../shop.js'
import { accepted } from '../storefront-client/index.js'

export async function showPage({ main, query }) {
  const product = await client.product({ slug: query.product })
  if (!product) return show(main, html`<h1>${t.notFound}</h1>`)
  const choices = choicesOf(product, t.variant)
  const chosen = firstValues(product)
  document.title = product.seoTitle ?? product.name
  show(
    main,
    html`<div class="columns">
      <div>${product.images.map(picture)}</div>
      <div>
        <h1>${product.name}</h1>
        <p id="price"></p>
        <form>
          ${choices.map((choice, index) => fieldset(choice, index, chosen[index]))}
          <label>${t.quantity} <input type="number" name="quantity" value="1" min="1" required /></label>
          <button class="primary">${t.add}</button>
          <p role="status"></p>
        </form>
        <p class="soft">${t.exemption[product.withdrawalExemption]}</p>
        ${sanitised(product.descriptionHtml)}
      </div>
    </div>`,
  )
  const form = main.querySelector('form')
  const selected = (values) =>
    variantOf(
      product,
      choices.map((_, index) => values[`choice${index}`]),
    )
  const showPrice = () => show(main.querySelector('#price'), priceOf(selected(readForm(form))))
  form.addEventListener('change', showPrice)
  showPrice()
  onSubmit(form, async ({ quantity, ...values }) => {
    const variant = selected(values)
    if (!variant) return
    accepted(await client.addToCart({ variantId: variant.id, quantity: Number(quantity) }))
    show(form.querySelector('[role=status]'), html`${t.added} <a href="/?cart">${t.cart}</a>`)
  })
}

const picture = ({ url, width, height, altText }) =>
  html`<p><img src="${url}" width="${width}" height="${height}" alt="${altText}" /></p>`

const fieldset = ({ name, values }, index, chosen) =>
  html`<fieldset>
    <legend>${name}</legend>
    ${values.map(
      (value) =>
        html`<label>
          <input type="radio" name="choice${index}" value="${value}" ${value === chosen && 'checked'} />
          ${value}
        </label>`,
    )}
  </fieldset>`

function priceOf(variant) {
  if (!variant) return html`${t.noSuchVariant}`
  const { price, priorPrice, availableQuantity } = variant
  return html`<strong>${money(price)}</strong>
    <span class="soft">
      ${priorPrice && `(${t.priorPrice(money(priorPrice))})`} ${availableQuantity === 0 && t.soldOut}
    </span>`
}
