import type { Orm } from '../platform/db/orm.ts'

export interface ListedOperator {
  email: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** ISO 8601, UTC; null if nobody has signed in yet. */
  lastSignedInAt: string | null
}

/** The accounts of the operators, by address. */
export const listOperators = (orm: Orm): Promise<ListedOperator[]> =>
  orm.em.fork().execute<ListedOperator[]>(
    `select email, to_json(created_at) #>> '{}' as "createdAt", to_json(last_signed_in_at) #>> '{}' as "lastSignedInAt"
     from operator_account order by email`,
  )
