import { entities } from '../src/app/entities.ts'
import { connectOrm, type Orm } from '../src/platform/db/orm.ts'
import { OPERATOR_ROLE } from '../src/platform/db/roles.ts'

/** A connection as commands of the operator have it: the owner of the database, with the rights of the operator. */
export const connectOperator = (ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? ''): Promise<Orm> =>
  connectOrm(ownerUrl, entities, OPERATOR_ROLE, 1)
