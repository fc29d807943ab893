import { RequestError } from '../kernel/errors.ts'
import type { PageInfo } from '../kernel/page-info.type.ts'
import { firstIndex } from '../kernel/sorted-array.ts'
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

/** As of Relay's cursor connections: the part of the list between two cursors, of which the first or the last products are wanted. */
export interface PageRequest {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/**
 * The `first` products after a cursor, or the `last` ones before another; with `last`, `first` is ignored. A cursor stays valid when its product
 * is deleted.
 * @throws BAD_USER_INPUT
 */
export function paginateProducts(list: ProductList, { first, after, last, before }: PageRequest): Page {
  const [size, name] = last == null ? [first ?? DEFAULT_PAGE_SIZE, 'first'] : [last, 'last']
  if (size < 0 || size > MAX_PAGE_SIZE) throw badInput(`${name} must be from 0 to ${MAX_PAGE_SIZE}.`)
  const from = after ? indexAfter(list, parseCursor(list, after, 'after')) : 0
  const to = before ? indexAt(list, parseCursor(list, before, 'before')) : list.products.length
  const start = last == null ? from : Math.max(from, to - size)
  const nodes = list.products.slice(start, Math.min(start + size, to))
  const edges = nodes.map((node) => new Edge(list, node))
  return {
    edges,
    nodes,
    totalCount: list.products.length,
    pageInfo: {
      hasPreviousPage: start > 0,
      hasNextPage: start + nodes.length < list.products.length,
      get startCursor() {
        return edges[0]?.cursor ?? null
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null
      },
    },
  }
}

function parseCursor(list: ProductList, cursor: string, argument: 'after' | 'before'): SortPosition {
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
  throw badInput(`${argument}: must be a cursor of this list.`)
}

/** The index of the first product after the position. */
const indexAfter = (list: ProductList, position: SortPosition): number =>
  firstIndex(list.products, (product) => compareTo(list, product, position) > 0)

/** The index of the first product at the position, or after it. */
const indexAt = (list: ProductList, position: SortPosition): number =>
  firstIndex(list.products, (product) => compareTo(list, product, position) >= 0)

const compareTo = ({ order }: ProductList, product: CatalogProduct, position: SortPosition): number =>
  order.compare({ key: order.keyOf(product), id: product.id }, position)
