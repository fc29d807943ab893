import { cardForm, onCard } from '../card-form.js'
import { html, show } from '../html.js'
import { parseLink } from '../lib/card.js'
import { keepOrder, t } from '../shop.js'

/** A link in a mail: to an order, or to a form for another card. */
export function showPage({ main, query, shop }) {
  const link = parseLink(location.hash)
  if (!link) return show(main, html`<h1>${t.linkIncomplete}</h1>`)
  if (query.mailed === 'order') {
    keepOrder(link)
    return location.replace(`/?order=${link.code}`)
  }
  show(
    main,
    html`<h1>${t.orderCode(link.code)}</h1>
      ${cardForm(shop.cardBrands, t.sendCard)}`,
  )
  onCard(main.querySelector('form'), { orderCode: link.code, orderToken: link.token }, () =>
    show(main, html`<h1>${t.cardReceived}</h1>`),
  )
}
