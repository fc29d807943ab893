import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { accepted, browserVisitor, createClient, UserErrors } from '@triclic/storefront-client'
import { API_URL, SHOP_KEY } from './config.js'

const COUNTRY = 'FR'
const client = createClient({
  url: API_URL,
  shopKey: SHOP_KEY,
  language: 'en',
  visitor: browserVisitor(SHOP_KEY),
})

const format = ({ amount, currency }) => {
  const formatter = new Intl.NumberFormat('en', { style: 'currency', currency })
  return formatter.format(amount / 10 ** formatter.resolvedOptions().maximumFractionDigits)
}

/** What the buyer can correct is shown; everything else as a failure with its code. */
const textOf = (error) =>
  error instanceof UserErrors
    ? error.userErrors.map(({ message }) => message).join(' ')
    : `That did not work (${error.code ?? error.message}).`

function Shop() {
  const [page, setPage] = useState(null)
  const [cart, setCart] = useState(null)
  const [result, setResult] = useState('')

  const report = (work) => work().catch((error) => setResult(textOf(error)))
  useEffect(() => {
    void report(async () => {
      const [shop, products, stored] = await Promise.all([client.shop(), client.products(), client.cart()])
      setPage({ shop, products: products.nodes })
      setCart(stored)
    })
  }, [])

  const add = (variantId) => report(async () => setCart(accepted(await client.addToCart({ variantId })).cart))
  const order = (form) =>
    report(async () => {
      const { order } = await placeOrder(Object.fromEntries(form))
      setResult(`Order ${order.code}, ${format(order.total)}: ${order.status}`)
      setCart(await client.cart())
    })

  if (!page || !cart) return <p role="alert">{result}</p>
  return (
    <>
      <h1>{page.shop.name}</h1>
      <ul>
        {page.products.map(({ id, name, priceRange, variants }) => (
          <li key={id}>
            {name}, {format(priceRange.min)} <button onClick={() => add(variants[0].id)}>Add</button>
          </li>
        ))}
      </ul>
      <p role="status">
        {cart.totalQuantity} in the cart, {format(cart.subtotal)}
      </p>
      {cart.totalQuantity > 0 && (
        <form action={order}>
          <label>
            E-mail <input name="email" type="email" required />
          </label>
          <label>
            First name <input name="firstName" required />
          </label>
          <label>
            Last name <input name="lastName" required />
          </label>
          <label>
            Address <input name="line1" required />
          </label>
          <label>
            Postcode <input name="postalCode" required />
          </label>
          <label>
            City <input name="city" required />
          </label>
          <button>Order</button>
        </form>
      )}
      <p role="alert">{result}</p>
    </>
  )
}

/** Orders the cart at the price that the buyer sees. Paying is in the example of plain HTML. */
async function placeOrder({ email, ...address }) {
  const place = { countryCode: COUNTRY, postalCode: address.postalCode }
  const [method] = await client.shippingMethods(place)
  const { totals } = accepted(await client.quote({ ...place, shippingMethodId: method.id }))
  return accepted(
    await client.placeOrder({
      input: {
        email,
        billingAddress: { ...address, countryCode: COUNTRY },
        shippingMethodId: method.id,
        expectedTotal: totals.total.amount,
      },
    }),
  )
}

createRoot(document.querySelector('#root')).render(<Shop />)
