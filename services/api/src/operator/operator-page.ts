import type { Logger } from '../platform/log.ts'
import type { Orm } from '../platform/db/orm.ts'
import type { OperatorPageEnv } from '../platform/env.ts'

/** What the page for operators works with: no key of a card, a bank or a shop, and a database role that reads no table. */
export interface OperatorPage {
  env: OperatorPageEnv
  log: Logger
  orm: Orm
}
