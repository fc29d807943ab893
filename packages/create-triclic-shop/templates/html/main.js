import { html, show } from './html.js'
import { failureText } from './lib/errors.js'
import { client, language, t } from './shop.js'

/** Each page is shown for a parameter of the address; without any, the catalogue. */
const PAGES = {
  product: () => import('./pages/product.js'),
  cart: () => import('./pages/cart.js'),
  checkout: () => import('./pages/checkout.js'),
  withdraw: () => import('./pages/withdraw.js'),
  order: () => import('./pages/order.js'),
  mailed: () => import('./pages/mailed.js'),
  legal: () => import('./pages/legal.js'),
}

const query = Object.fromEntries(new URLSearchParams(location.search))
const main = document.querySelector('main')
const name = Object.keys(PAGES).find((parameter) => parameter in query)

document.documentElement.lang = language
document.querySelector('#skip').textContent = t.skip
try {
  const [page, shop, collections, pages] = await Promise.all([
    name ? PAGES[name]() : import('./pages/catalogue.js'),
    client.shop(),
    client.collections({ topLevelOnly: true }),
    client.pages(),
  ])
  if (shop.theme.accentColor) document.documentElement.style.setProperty('--accent', shop.theme.accentColor)
  showFrame({ shop, collections, pages })
  document.title = shop.name
  await page.showPage({ main, query, shop, collections, pages })
} catch (error) {
  show(main, html`<p role="alert">${failureText(error.code, language)}</p>`)
  reportError(error)
}

function showFrame({ shop, collections, pages }) {
  show(
    document.querySelector('header'),
    html`<div class="bar">
        <a class="name" href="/">${shop.name}</a>
        <form class="inline" role="search" action="/">
          <input type="search" name="search" aria-label="${t.search}" placeholder="${t.search}" />
          <button>${t.search}</button>
        </form>
        <a href="/?cart">${t.cart}</a>
        <button id="language">${t.language}</button>
      </div>
      <nav class="bar" aria-label="${t.products}">
        <a href="/">${t.all}</a>
        ${collections.map(({ slug, name }) => html`<a href="/?collection=${slug}">${name}</a>`)}
      </nav>`,
  )
  show(
    document.querySelector('footer'),
    html`<div class="bar">
      ${pages.map(({ slug, title }) => html`<a href="/?legal=${slug}">${title}</a>`)}
      ${shop.contactEmail && html`<a href="mailto:${shop.contactEmail}">${shop.contactEmail}</a>`}
    </div>`,
  )
  document.querySelector('#language').addEventListener('click', () => {
    localStorage.setItem('language', language === 'fr' ? 'en' : 'fr')
    location.reload()
  })
}
