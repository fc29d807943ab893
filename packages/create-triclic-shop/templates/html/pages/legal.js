import { html, sanitised, show } from '../html.js'
import { client, t } from '../shop.js'

export async function showPage({ main, query }) {
  const page = await client.page({ slug: query.legal })
  document.title = page?.title ?? t.notFound
  show(
    main,
    page
      ? html`<article lang="${page.language}">
          <h1>${page.title}</h1>
          ${sanitised(page.html)}
        </article>`
      : html`<h1>${t.notFound}</h1>`,
  )
}
