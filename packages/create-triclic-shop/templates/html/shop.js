import { API_URL, SHOP_KEY } from './config.js'
import { html, show } from './html.js'
import { problemsOf } from './lib/errors.js'
import { formatMoney, formatTime } from './lib/format.js'
import { chooseLanguage, texts } from './lib/texts.js'
import { browserVisitor, createClient } from './storefront-client/index.js'

// #region client
export const language = chooseLanguage(localStorage.getItem('language'), navigator.languages.join())
export const client = createClient({
  url: API_URL,
  shopKey: SHOP_KEY,
  language,
  // The cart is kept under the id of the visitor, in the storage of the browser.
  visitor: browserVisitor(SHOP_KEY),
})
// #endregion client

export const t = texts[language]
export const money = (amount) => formatMoney(amount, language)
export const time = (at, { timeZone }) => formatTime(at, language, timeZone)

const nameOf = (code) => `order-${code}`

/** Keeps the secret that opens an order. */
export const keepOrder = ({ code, token }) => localStorage.setItem(nameOf(code), token)

/** What opens an order, for inputs of the API; null if this browser cannot. */
export function orderAccess(orderCode) {
  const orderToken = localStorage.getItem(nameOf(orderCode))
  return orderToken && { orderCode, orderToken }
}

/** The inputs of a form by their names. @returns {any} */
export const readForm = (form) => Object.fromEntries(new FormData(form))

/** Runs `work` with the inputs of a form, and shows what the buyer has to correct. */
export function onSubmit(form, work) {
  const alert = document.createElement('div')
  alert.role = 'alert'
  form.append(alert)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { submitter } = event
    if (submitter) submitter.disabled = true
    const values = readForm(form)
    try {
      showProblems(form, alert, { messages: [], fields: [] })
      await work(values, submitter)
    } catch (error) {
      showProblems(form, alert, problemsOf(error, language))
    } finally {
      if (submitter) submitter.disabled = false
    }
  })
}

function showProblems(form, alert, { messages, fields }) {
  show(alert, html`${messages.map((message) => html`<p>${message}</p>`)}`)
  for (const input of form.querySelectorAll('input, select'))
    input.ariaInvalid = fields.includes(input.name || input.id) ? 'true' : null
}
