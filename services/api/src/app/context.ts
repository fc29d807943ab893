import type { Language } from '../kernel/errors.ts'
import type { Role } from '../kernel/permissions.ts'
import type { CatalogCache } from '../catalog/catalog-cache.ts'
import type { ApiEnv, WorkerEnv } from '../platform/env.ts'
import type { Logger } from '../platform/log.ts'
import type { Mailer } from '../platform/smtp/mailer.ts'
import type { EntityManager, Orm } from '../platform/db/orm.ts'
import type { Queues } from '../platform/queue/queue.ts'
import type { Redis } from '../platform/redis/redis.ts'
import type { FragmentDecrypter, FragmentSealer, KeptDigitsKeys } from '../payment/card/custody/keys.ts'
import type { Shop, ShopCache } from '../shop/shop-cache.ts'
import type { Visitor } from '../visitor/visitor.ts'

/** What both processes hold, opened once at start. */
export interface Process {
  log: Logger
  orm: Orm
  redis: Redis
  queues: Queues
}

export interface Api extends Process {
  env: ApiEnv
  shops: ShopCache
  catalogs: CatalogCache
  keptDigitsKeys: KeptDigitsKeys
  fragmentSealer: FragmentSealer
}

export interface WorkerApp extends Process {
  env: WorkerEnv
  mailer: Mailer
  fragmentDecrypter: FragmentDecrypter
}

/** A job or a sweep at work in one shop. */
export interface WorkerContext extends ShopContext {
  app: WorkerApp
}

/** Who asks, for which shop. One request or job, one shop. */
export interface ShopContext {
  app: Process
  shop: Shop
  language: Language
}

export interface BuyerContext extends ShopContext {
  app: Api
  visitor: Visitor
  /** The address that limits count. */
  address: string
  isSecure: boolean
}

export type { Role }

/** A request of the merchant API before it names a shop: signIn, signOut and viewer. */
export interface MerchantRequest {
  app: Api
  language: Language
  address: string
  isSecure: boolean
  member: { id: string; name: string; sessionId: string } | null
  /** The shop of x-shop with the member's role there; null without the header or without a membership. */
  membership: { shop: Shop; role: Role } | null
  hasShopHeader: boolean
}

/** A member acting in a shop. */
export interface MerchantContext extends ShopContext {
  app: Api
  member: { id: string; name: string }
  role: Role
  address: string
}

export type InTransaction<C extends ShopContext> = C & { em: EntityManager }
