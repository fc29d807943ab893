import type { FileProduct } from '../product-file/file-product.ts'
import { LIMITS } from '../product/product-limits.ts'
import type { ProblemList } from '../product-file/problem.ts'
import type { KnownProducts } from './match-products.ts'

const MAX_NEW = 200

/** Decides which collections products are added to, and which of them are new. A collection is found by its name, in any case. */
export class CollectionPlan {
  /** Names of new ones, in the order of the file. */
  readonly created: string[] = []
  readonly #known: KnownProducts['collections']
  readonly #createdByKey = new Map<string, string>()
  /** As many as the shop has room for. */
  readonly #maxNew: number
  readonly #counts = new Map<string, number>()
  readonly #problems: ProblemList
  readonly #remarks: ProblemList

  constructor(
    { collections }: KnownProducts,
    { problems, remarks }: { problems: ProblemList; remarks: ProblemList },
  ) {
    this.#known = collections
    this.#maxNew = Math.min(MAX_NEW, Math.max(0, LIMITS.collectionsOfShop - collections.size))
    this.#problems = problems
    this.#remarks = remarks
  }

  /** @returns the names of all collections of the product: those that it is in, and those of the file */
  add(file: FileProduct, before: string[]): string[] {
    const names = [...before]
    for (const { name, row, column } of file.collections ?? []) {
      const known = this.#known.get(name.toLowerCase())
      if (known?.hasRules) {
        this.#remarks.add('COLLECTION_BY_RULES', { row, column, text: name }, known.name)
        continue
      }
      const collection = known?.name ?? this.#createdNamed(name, { row, column, text: name })
      if (names.includes(collection)) continue
      const count = (this.#counts.get(collection) ?? known?.productCount ?? 0) + 1
      this.#counts.set(collection, count)
      if (count === LIMITS.productsOfCollection + 1)
        this.#problems.add('COLLECTION_FULL', { row, column, text: name }, LIMITS.productsOfCollection)
      names.push(collection)
    }
    return names
  }

  #createdNamed(name: string, at: { row: number; column: string; text: string }): string {
    const known = this.#createdByKey.get(name.toLowerCase())
    if (known !== undefined) return known
    this.#createdByKey.set(name.toLowerCase(), name)
    this.created.push(name)
    if (this.created.length === this.#maxNew + 1) this.#problems.add('TOO_MANY_COLLECTIONS', at, this.#maxNew)
    return name
  }
}
