import { RequestError } from '../kernel/errors.ts'
import type { PageInfo } from '../kernel/page-info.type.ts'
import type { CatalogProduct, ProductList } from './catalog.ts'
import type { SortPosition } from './product-sort.ts'

const MOST = 100
const bad = (message: string) => new RequestError('BAD_USER_INPUT', message)

export class Edge {
  readonly node: CatalogProduct
  readonly #list: ProductList
  constructor(list: ProductList, node: CatalogProduct) {
    this.#list = list
    this.node = node
  }

  /** Made when it is asked for: most clients want the last one only. */
  get cursor(): string {
    const { name, keyOf } = this.#list.order
    return Buffer.from(JSON.stringify([name, keyOf(this.node), this.node.id])).toString('base64url')
  }
}

export interface Page {
  edges: Edge[]
  nodes: CatalogProduct[]
  pageInfo: PageInfo
  totalCount: number
}

/** The `first` products after the place of a cursor. A cursor stays good when its product is gone. */
export function paginateProducts(
  list: ProductList,
  first: number | null | undefined,
  after: string | null | undefined,
): Page {
  const size = first ?? 20
  if (size < 0 || size > MOST) throw bad(`first must be from 0 to ${MOST}.`)
  const start = after ? indexAfter(list, parseCursor(list, after)) : 0
  const nodes = list.products.slice(start, start + size)
  const edges = nodes.map((node) => new Edge(list, node))
  return {
    edges,
    nodes,
    totalCount: list.products.length,
    pageInfo: {
      hasPreviousPage: start > 0,
      hasNextPage: start + size < list.products.length,
      get startCursor() {
        return edges[0]?.cursor ?? null
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null
      },
    },
  }
}

function parseCursor(list: ProductList, cursor: string): SortPosition {
  try {
    const [name, key, id] = JSON.parse(
      Buffer.from(cursor.slice(0, 4000), 'base64url').toString(),
    ) as unknown[]
    if (
      name === list.order.name &&
      (typeof key === 'string' || typeof key === 'number') &&
      typeof id === 'string'
    )
      return { key, id }
  } catch {
    // not JSON: no cursor of ours
  }
  throw bad('after is not a cursor of this list.')
}

/** Where the first product beyond the place stands, by halving. */
function indexAfter({ order, products }: ProductList, place: SortPosition): number {
  let low = 0
  let high = products.length
  while (low < high) {
    const middle = (low + high) >> 1
    const product = products[middle] as CatalogProduct
    if (order.compare({ key: order.keyOf(product), id: product.id }, place) > 0) high = middle
    else low = middle + 1
  }
  return low
}
