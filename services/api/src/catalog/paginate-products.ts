import { RequestError } from '../kernel/errors.ts'
import type { PageInfo } from '../kernel/page-info.type.ts'
import type { CatalogProduct, ProductList } from './catalog.ts'
import type { SortPosition } from './product-sort.ts'

const DEFAULT_PAGE_SIZE = 20
const MAX_PAGE_SIZE = 100
const badInput = (message: string) => new RequestError('BAD_USER_INPUT', message)

export class Edge {
  readonly node: CatalogProduct
  readonly #list: ProductList
  constructor(list: ProductList, node: CatalogProduct) {
    this.#list = list
    this.node = node
  }

  /** Computed on access: most clients read only the last cursor of a page. */
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

/**
 * The `first` products after a cursor. A cursor stays valid when its product is deleted.
 * @throws BAD_USER_INPUT
 */
export function paginateProducts(
  list: ProductList,
  first: number | null | undefined,
  after: string | null | undefined,
): Page {
  const size = first ?? DEFAULT_PAGE_SIZE
  if (size < 0 || size > MAX_PAGE_SIZE) throw badInput(`first must be from 0 to ${MAX_PAGE_SIZE}.`)
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
    // Not JSON: reported below like any other invalid cursor.
  }
  throw badInput('after: must be a cursor of this list.')
}

/** Binary search for the index of the first product after the position. */
function indexAfter({ order, products }: ProductList, position: SortPosition): number {
  let low = 0
  let high = products.length
  while (low < high) {
    const middle = (low + high) >> 1
    const product = products[middle] as CatalogProduct
    if (order.compare({ key: order.keyOf(product), id: product.id }, position) > 0) high = middle
    else low = middle + 1
  }
  return low
}
