import { LRUCache } from 'lru-cache'
import { inShop, type Orm } from '../platform/db/orm.ts'
import { toArray } from '../platform/db/sql.ts'
import { DOCUMENT_ID, type StorefrontDocument } from './document.ts'

/** Of the texts in memory, in characters; an id that no document has counts as well. */
const MAX_SIZE = 16_000_000
const SIZE_OF_ENTRY = 200

/**
 * The registered documents in use, loaded when a request first names them. That a shop has no such document is remembered too, so that a client
 * that repeats it costs no statement.
 */
export class RegisteredDocuments {
  readonly #orm: Orm
  readonly #known = new LRUCache<string, { document: StorefrontDocument | null }>({
    maxSize: MAX_SIZE,
    sizeCalculation: ({ document }) => SIZE_OF_ENTRY + (document?.text.length ?? 0),
  })
  #used = new Map<string, { shopId: string; id: string }>()
  /** How often documents of any shop changed: what was read before a change is not remembered after it. */
  #changes = 0

  constructor(orm: Orm) {
    this.#orm = orm
  }

  /** The shop's document with this id; undefined if it has registered none. Notes the use. @throws what the database throws */
  async find(shopId: string, id: string): Promise<StorefrontDocument | undefined> {
    if (!DOCUMENT_ID.test(id)) return undefined
    const key = `${shopId} ${id}`
    const known = this.#known.get(key)
    const document = known ? known.document : await this.#read(shopId, id, key)
    if (!document) return undefined
    this.#used.set(key, { shopId, id })
    return document
  }

  /** Reads the documents of these shops again. */
  forget(shopIds: readonly string[]): void {
    this.#changes++
    const changed = new Set(shopIds)
    for (const key of this.#known.keys()) if (changed.has(key.slice(0, 36))) this.#known.delete(key)
  }

  forgetAll(): void {
    this.#changes++
    this.#known.clear()
  }

  /** Records all uses with one statement; nothing if there were none. @throws what the database throws; the uses are kept */
  async recordUses(): Promise<void> {
    if (this.#used.size === 0) return
    const used = this.#used
    this.#used = new Map()
    try {
      await this.#orm.em
        .fork()
        .execute('select record_document_uses(?::uuid[], ?::text[])', [
          toArray([...used.values()].map(({ shopId }) => shopId)),
          toArray([...used.values()].map(({ id }) => id)),
        ])
    } catch (error) {
      this.#used = new Map([...used, ...this.#used])
      throw error
    }
  }

  async #read(shopId: string, id: string, key: string): Promise<StorefrontDocument | null> {
    const changes = this.#changes
    const document = await inShop(this.#orm, shopId, async (em) => {
      const [row] = await em.execute<StorefrontDocument[]>(
        `select encode(hash, 'hex') as id, text, is_cacheable as "isCacheable" from storefront_document
         where shop_id = ? and hash = decode(?, 'hex')`,
        [shopId, id],
      )
      return row ?? null
    })
    if (changes === this.#changes) this.#known.set(key, { document })
    return document
  }
}
