import { containsCardNumber } from '@triclic/card-core/text'
import { LRUCache } from 'lru-cache'
import { rethrow } from '../platform/classify-error.ts'
import type { Orm } from '../platform/db/orm.ts'
import { isEqualText, sha256 } from '../platform/crypto/sign.ts'
import { findOrigins, readShops, type CachedShop, type ShopRef, type ShopRefs } from './read-shops.ts'
import type { Shop } from './shop.ts'

interface NextRead {
  refs: ShopRefs
  /** Ids of shops to read again, if they are in memory. */
  changed: Set<string>
  origins: Set<string>
  read: Promise<Set<string>>
}

/** Shops in memory; beyond it, the least recently used ones are evicted. */
const MAX_SHOPS = 5_000
/** Names and origins of no shop that are remembered, so that a client that repeats one costs no statement. */
const MAX_ABSENT = 10_000
/** What a slug, key or origin can be. Bounds the memory that remembered names take. */
const POSSIBLE_NAME = /^[\x21-\x7e]{1,300}$/

/** Whether it may be remembered that no shop has this name: not a card number that was sent by mistake in the place of a key. */
const mayBeRemembered = (name: string): boolean => !containsCardNumber(name)

/**
 * The shops in use, loaded from the database when a request first needs them. Reads run one at a time, each for all shops and
 * origins that were asked for meanwhile: an older result never replaces a newer one, and a flood of unknown names occupies one
 * connection at most.
 */
export class ShopCache {
  readonly #orm: Orm
  readonly #byId = new LRUCache<string, CachedShop>({ max: MAX_SHOPS, dispose: (shop) => this.#forget(shop) })
  readonly #idByName = new Map<string, string>()
  readonly #absent = new LRUCache<string, true>({ max: MAX_ABSENT })
  readonly #origins = new LRUCache<string, boolean>({ max: MAX_ABSENT })
  #running: Promise<unknown> = Promise.resolve()
  #next: NextRead | null = null
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
    if (known || this.#absent.has(`${by} ${value}`) || !POSSIBLE_NAME.test(value)) return known
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
    if (known !== undefined || !POSSIBLE_NAME.test(origin)) return known ?? false
    const next = (this.#next ??= this.#readNext())
    next.origins.add(origin)
    return (await next.read).has(origin)
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
    const shop = id === undefined ? undefined : this.#byId.get(id)
    return by === 'key' && shop && isExpired(shop, value) ? undefined : shop
  }

  /** The next read, which starts when the current one has ended. It resolves to those of its origins that shops have. */
  #readNext(): NextRead {
    const refs: ShopRefs = { id: [], slug: [], key: [] }
    const changed = new Set<string>()
    const origins = new Set<string>()
    const read = this.#running.then(async () => {
      this.#next = null
      const reloads = this.#reloads
      // Decided now: a shop that changed while it was being read for the first time is in memory only now.
      const reloaded = [...changed].filter((id) => this.#byId.has(id))
      const shops = await readShops(this.#orm, { ...refs, id: [...refs.id, ...reloaded] })
      const knownOrigins = await findOrigins(this.#orm, origins)
      for (const id of reloaded) this.#byId.delete(id)
      for (const shop of shops) this.#remember(shop)
      // Otherwise a shop changed meanwhile, and may have taken one of these names.
      if (reloads === this.#reloads) this.#rememberNames(refs, origins, knownOrigins)
      return knownOrigins
    })
    this.#running = read.catch(() => undefined)
    return { refs, changed, origins, read: read.catch(rethrow) }
  }

  #rememberNames(asked: ShopRefs, origins: Set<string>, known: Set<string>): void {
    for (const by of ['id', 'slug', 'key'] as const)
      for (const value of asked[by])
        if (!this.#inMemory(by, value) && mayBeRemembered(value)) this.#absent.set(`${by} ${value}`, true)
    for (const origin of origins) if (mayBeRemembered(origin)) this.#origins.set(origin, known.has(origin))
  }

  #remember(shop: CachedShop): void {
    this.#byId.set(shop.id, shop)
    for (const name of namesOf(shop)) this.#idByName.set(name, shop.id)
  }

  #forget(shop: CachedShop): void {
    for (const name of namesOf(shop)) if (this.#idByName.get(name) === shop.id) this.#idByName.delete(name)
  }
}

const isExpired = ({ keyExpiries }: CachedShop, key: string): boolean =>
  Date.now() >= (keyExpiries.get(key) ?? Infinity)

const namesOf = (shop: Shop): string[] => [`slug ${shop.slug}`, ...shop.keys.map((key) => `key ${key}`)]
