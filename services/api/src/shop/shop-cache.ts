import { containsCardNumber } from '@triclic/card-core/text'
import { LRUCache } from 'lru-cache'
import { rethrow } from '../platform/classify-error.ts'
import type { Orm } from '../platform/db/orm.ts'
import { isEqualText, sha256 } from '../platform/crypto/sign.ts'
import { originExists, readShops, type CachedShop, type ShopRef, type ShopRefs } from './read-shops.ts'
import type { Shop } from './shop.ts'

/** Shops in memory; beyond it, the least recently used ones are evicted. */
const MAX_SHOPS = 5_000
/** Names and origins of no shop that are remembered, so that a client that repeats one costs no statement. */
const MAX_ABSENT = 10_000
const POSSIBLE_NAME = /^[\x21-\x7e]{1,300}$/

/** Whether a slug, key or origin can be this. A card number that was sent in the place of one must not be remembered. */
const isPossibleName = (value: string): boolean => POSSIBLE_NAME.test(value) && !containsCardNumber(value)

/**
 * The shops in use, loaded from the database when a request first needs them. Statements run one at a time, each for all
 * shops that were asked for meanwhile: an older result never replaces a newer one, and a flood of unknown keys occupies one
 * connection at most.
 */
export class ShopCache {
  readonly #orm: Orm
  readonly #byId = new LRUCache<string, CachedShop>({ max: MAX_SHOPS, dispose: (shop) => this.#forget(shop) })
  readonly #idByName = new Map<string, string>()
  readonly #absent = new LRUCache<string, true>({ max: MAX_ABSENT })
  readonly #origins = new LRUCache<string, boolean>({ max: MAX_ABSENT })
  #running: Promise<unknown> = Promise.resolve()
  #next: { refs: ShopRefs; changed: Set<string>; read: Promise<void> } | null = null
  #reloads = 0

  constructor(orm: Orm) {
    this.#orm = orm
  }

  /**
   * The shop with this id, slug or public key; undefined when there is none.
   * @throws SERVICE_UNAVAILABLE when it is not in memory and the database is unreachable
   */
  async find(by: ShopRef, value: string): Promise<Shop | undefined> {
    const known = this.#inMemory(by, value)
    if (known || this.#absent.has(`${by} ${value}`) || !isPossibleName(value)) return known
    const next = (this.#next ??= this.#readNext())
    next.refs[by].push(value)
    await next.read
    return this.#inMemory(by, value)
  }

  /** Whether the secret belongs to the public key of a shop that was found. */
  isSecretOf(shop: Shop, key: string, secret: string): boolean {
    const hash = this.#byId.get(shop.id)?.secretHashes.get(key)
    return hash !== undefined && isEqualText(hash.toString('hex'), sha256(secret).toString('hex'))
  }

  /** Whether the origin is one of any shop's. @throws SERVICE_UNAVAILABLE */
  async isOriginOfAny(origin: string): Promise<boolean> {
    const known = this.#origins.get(origin)
    if (known !== undefined || !isPossibleName(origin)) return known ?? false
    return this.#inTurn(async (isUpToDate) => {
      const exists = await originExists(this.#orm, origin)
      if (isUpToDate()) this.#origins.set(origin, exists)
      return exists
    })
  }

  /** Reads these shops again, as far as they are in memory. @throws SERVICE_UNAVAILABLE; they then stay as they are */
  async reload(shopIds: readonly string[]): Promise<void> {
    this.#reloads++
    this.#absent.clear()
    this.#origins.clear()
    const next = (this.#next ??= this.#readNext())
    for (const id of shopIds) next.changed.add(id)
    await next.read
  }

  /** Reads all shops in memory again. @throws SERVICE_UNAVAILABLE; they then stay as they are */
  async reloadAll(): Promise<void> {
    await this.#running
    await this.reload([...this.#byId.keys()])
  }

  #inMemory(by: ShopRef, value: string): CachedShop | undefined {
    const id = by === 'id' ? value : this.#idByName.get(`${by} ${value}`)
    return id === undefined ? undefined : this.#byId.get(id)
  }

  /** The next statement, which starts when the current one has ended. */
  #readNext(): { refs: ShopRefs; changed: Set<string>; read: Promise<void> } {
    const asked: ShopRefs = { id: [], slug: [], key: [] }
    const changed = new Set<string>()
    const read = this.#inTurn(async (isUpToDate) => {
      this.#next = null
      // Decided now: a shop that changed while it was being read for the first time is in memory only now.
      const reloaded = [...changed].filter((id) => this.#byId.has(id))
      const refs = { ...asked, id: [...asked.id, ...reloaded] }
      if (refs.id.length + refs.slug.length + refs.key.length === 0) return
      const shops = await readShops(this.#orm, refs)
      for (const id of reloaded) this.#byId.delete(id)
      for (const shop of shops) this.#remember(shop)
      if (isUpToDate()) this.#rememberAbsent(asked)
    })
    return { refs: asked, changed, read }
  }

  /** Runs `work` after what runs now. `isUpToDate` tells it whether no shop was reported as changed since it began. */
  #inTurn<T>(work: (isUpToDate: () => boolean) => Promise<T>): Promise<T> {
    const result = this.#running.then(() => {
      const reloads = this.#reloads
      return work(() => reloads === this.#reloads)
    })
    this.#running = result.catch(() => undefined)
    return result.catch(rethrow)
  }

  #rememberAbsent(asked: ShopRefs): void {
    for (const by of ['id', 'slug', 'key'] as const)
      for (const value of asked[by]) if (!this.#inMemory(by, value)) this.#absent.set(`${by} ${value}`, true)
  }

  #remember(shop: CachedShop): void {
    this.#byId.set(shop.id, shop)
    for (const name of namesOf(shop)) this.#idByName.set(name, shop.id)
  }

  #forget(shop: CachedShop): void {
    for (const name of namesOf(shop)) if (this.#idByName.get(name) === shop.id) this.#idByName.delete(name)
  }
}

const namesOf = (shop: Shop): string[] => [`slug ${shop.slug}`, ...shop.keys.map((key) => `key ${key}`)]
