import { html, show } from '../html.js'
import { client, money, t } from '../shop.js'

const PAGE_SIZE = 12

export async function showPage({ main, query, collections, shop }) {
  const { search, collection, after, before } = query
  const { nodes, pageInfo, totalCount } = await client.products({
    ...(before ? { last: PAGE_SIZE, before } : { first: PAGE_SIZE, after }),
    search,
    collectionSlug: collection,
    includeDescendants: true,
    sort: search ? 'RELEVANCE' : 'NAME',
  })
  const all = collections.flatMap((each) => [each, ...each.children])
  const chosen = all.find(({ slug }) => slug === collection)
  const title = search ? `“${search}”` : (chosen?.name ?? shop.name)
  const { after: _after, before: _before, ...rest } = query
  const linkTo = (page) => `/?${new URLSearchParams({ ...rest, ...page })}`
  document.title = title
  show(
    main,
    html`<h1>${title}</h1>
      <p class="bar">
        ${chosen?.children?.map(({ slug, name }) => html`<a href="/?collection=${slug}">${name}</a>`)}
      </p>
      <p class="soft">${t.found(totalCount)}</p>
      <ul class="products">
        ${nodes.map(tile)}
      </ul>
      <p class="bar">
        ${
          pageInfo.hasPreviousPage &&
          html`<a href="${linkTo({ before: pageInfo.startCursor })}" rel="prev">${t.previous}</a>`
        }
        ${pageInfo.hasNextPage && html`<a href="${linkTo({ after: pageInfo.endCursor })}" rel="next">${t.next}</a>`}
      </p>`,
  )
}

function tile({ slug, name, image, priceRange: { min, max }, variants }) {
  const isSoldOut = variants.every(({ availableQuantity }) => availableQuantity === 0)
  return html`<li>
    <a href="/?product=${slug}">
      ${
        image &&
        html`<img
          src="${image.smallUrl}"
          width="${image.width}"
          height="${image.height}"
          alt=""
          loading="lazy"
        />`
      }
      <strong>${name}</strong>
      <span class="soft">
        ${min.amount < max.amount ? t.from(money(min)) : money(min)} ${isSoldOut && `· ${t.soldOut}`}
      </span>
    </a>
  </li>`
}
