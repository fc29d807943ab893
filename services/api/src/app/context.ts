import type { Language } from '../kernel/errors.ts'
import type { Permission, Role } from '../kernel/permissions.ts'
import type { CacheTags } from '../catalog/cache-tags.ts'
import type { CatalogCache } from '../catalog/catalog-cache.ts'
import type { ApiEnv, WorkerEnv } from '../platform/env.ts'
import type { Logger } from '../platform/log.ts'
import type { Subscriber } from '../event/subscriber.ts'
import type { MediaStore } from '../platform/media/media-store.ts'
import type { Mailer } from '../platform/smtp/mailer.ts'
import type { EntityManager, Orm } from '../platform/db/orm.ts'
import type { Queues } from '../platform/queue/queue.ts'
import type { RateLimiter } from '../platform/redis/rate-limiter.ts'
import type { Redis } from '../platform/redis/redis.ts'
import type { FragmentDecrypter, FragmentSealer, KeptDigitsKeys } from '../payment/card/custody/keys.ts'
import type { Shop } from '../shop/shop.ts'
import type { KeyUses } from '../shop/keys/key-uses.ts'
import type { ShopCache } from '../shop/shop-cache.ts'
import type { RegisteredDocuments } from '../storefront-document/registered-documents.ts'
import type { Visitor } from '../visitor/visitor.ts'

/** The connections that the api and the worker share, created once at start. */
export interface Process {
  log: Logger
  orm: Orm
  redis: Redis
  queues: Queues
  subscribers: readonly Subscriber[]
  /** Aborted once the process is asked to stop: what has begun is finished, and nothing else is begun. */
  stopping?: AbortSignal
}

/** The api process. */
export interface Api extends Process {
  env: ApiEnv
  /** A pool of its own for requests of the merchant API, which replaces `orm` in their context. */
  merchantOrm: Orm
  shops: ShopCache
  keyUses: KeyUses
  /** Of keys of the merchant API. */
  apiKeyUses: KeyUses
  documents: RegisteredDocuments
  catalogs: CatalogCache
  keptDigitsKeys: KeptDigitsKeys
  fragmentSealer: FragmentSealer
  mediaStore: MediaStore
  limiter: RateLimiter
}

/** The worker process. */
export interface WorkerApp extends Process {
  env: WorkerEnv
  mailer: Mailer
  mediaStore: MediaStore
  fragmentDecrypter: FragmentDecrypter
  /** Aborted once the process is asked to stop: what is being sent is finished, and nothing else is sent. */
  stopping: AbortSignal
}

/** A job or a scheduled task that works in one shop. */
export interface WorkerContext extends ShopContext {
  app: WorkerApp
}

/** Every request and job works in exactly one shop. */
export interface ShopContext {
  app: Process
  shop: Shop
  language: Language
}

/** A request of the storefront API. */
export interface BuyerContext extends ShopContext {
  app: Api
  visitor: Visitor
  /** The client address, for rate limits. */
  address: string
  /** Whether the request came from the shop's own server, which passed the buyer's address on. */
  isShopServer: boolean
  /** Whether the request came over TLS or from this machine. */
  isSecure: boolean
  /** Collects what the answer depends on, if caches may keep it. */
  cacheTags?: CacheTags
}

export type { Role }

/** The signed-in member of a session, or the id and the name of an API key, which has neither credentials nor a second factor. */
interface SessionMember {
  id: string
  name: string
  tokenHash: string
  hasSecondFactor: boolean
  isRecentlyAuthenticated: boolean
}

/** A request of the merchant API. Fields that require no permission (signIn, viewer) receive this context. */
export interface MerchantRequest {
  app: Api
  language: Language
  address: string
  isSecure: boolean
  /** The User-Agent header of the browser, which the portal passes on. */
  userAgent: string | null
  /**
   * `tokenHash` is the SHA-256 of the session's token, in hexadecimal. `isRecentlyAuthenticated`: the member gave the credentials in this session within
   * the last ten minutes. `hasSecondFactor`: the session was opened with a one-time code or a passkey.
   */
  member: SessionMember | null
  /** Whether an API key acts instead of a member. */
  isApiKey: boolean
  /**
   * The shop of the x-shop header, and the member's role and permissions there; null without the header or without a membership. Of an API key: its shop
   * and its scopes; null if the header names another shop.
   */
  membership: { shop: Shop; role: Role | null; permissions: ReadonlySet<Permission> } | null
  hasShopHeader: boolean
  /** The read-only transaction that all fields of a query share; undefined for mutations and without a shop. */
  readTransaction?: EntityManager
}

/** A member, or an API key, that acts in a shop with the permission that the field requires. */
export interface MerchantContext extends ShopContext {
  app: Api
  /** As in MerchantRequest. */
  member: SessionMember
  isApiKey: boolean
  /** Null: an API key, which has none. */
  role: Role | null
  /** What the role or the key allows in this shop. */
  permissions: ReadonlySet<Permission>
  address: string
  readTransaction?: EntityManager | undefined
}

export type InTransaction<C extends ShopContext> = C & { em: EntityManager }
