import { accepted, browserVisitor, createClient, UserErrors } from '@triclic/storefront-client'
import { API_URL, SHOP_KEY } from './config.js'

const COUNTRY = 'FR'
const client = createClient({
  url: API_URL,
  shopKey: SHOP_KEY,
  language: 'en',
  visitor: browserVisitor(SHOP_KEY),
})

const element = (selector) => document.querySelector(selector)
const format = ({ amount, currency }) => {
  const formatter = new Intl.NumberFormat('en', { style: 'currency', currency })
  return formatter.format(amount / 10 ** formatter.resolvedOptions().maximumFractionDigits)
}

function showCart(cart) {
  element('#cart').textContent = `${cart.totalQuantity} in the cart, ${format(cart.subtotal)}`
  element('form').hidden = cart.totalQuantity === 0
}

function showProduct(product) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.textContent = 'Add'
  button.onclick = () =>
    report(async () => showCart(accepted(await client.addToCart({ variantId: product.variants[0].id })).cart))
  item.append(`${product.name}, ${format(product.priceRange.min)} `, button)
  element('#products').append(item)
}

async function orderAndPay(form) {
  const { email, ...address } = Object.fromEntries(new FormData(form))
  const [method] = await client.shippingMethods({ countryCode: COUNTRY, postalCode: address.postalCode })
  const { totals } = accepted(
    await client.quote({
      countryCode: COUNTRY,
      postalCode: address.postalCode,
      shippingMethodId: method.id,
    }),
  )
  const { order } = accepted(
    await client.placeOrder({
      input: {
        email,
        billingAddress: { ...address, countryCode: COUNTRY },
        shippingMethodId: method.id,
        expectedTotal: totals.total.amount,
      },
    }),
  )
  const [month, year] = element('#expiry').value.split('/')
  const card = {
    number: element('#number').value,
    expiryMonth: Number(month),
    expiryYear: Number(year),
    brand: 'VISA',
  }
  const paid = accepted(
    await client.payByCard({ input: { orderCode: order.code, orderToken: order.token, card } }),
  )
  form.reset()
  return `Order ${order.code}, ${format(order.total)}: ${paid.order.status}`
}

/** What the buyer can correct is shown; everything else as a failure with its code. */
async function report(work) {
  try {
    element('#result').textContent = (await work()) ?? ''
  } catch (error) {
    element('#result').textContent =
      error instanceof UserErrors
        ? error.userErrors.map(({ message }) => message).join(' ')
        : `That did not work (${error.code ?? error.message}).`
  }
}

element('form').onsubmit = (event) => {
  event.preventDefault()
  void report(() => orderAndPay(event.target))
}
void report(async () => {
  const [shop, products, cart] = await Promise.all([client.shop(), client.products(), client.cart()])
  element('h1').textContent = shop.name
  products.nodes.forEach(showProduct)
  showCart(cart)
})
