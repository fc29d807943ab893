import type { EntityName } from '@mikro-orm/core'
import type { EntityManager } from './orm.ts'

/** The entity's columns as a list for `select`. Not `*`: a prepared `select *` fails when a column is added. */
export const columnsOf = <T extends object>(em: EntityManager, entity: EntityName<T>, alias = ''): string =>
  em
    .getMetadata(entity)
    .props.flatMap(({ fieldNames }) => fieldNames)
    .map((name) => `${alias && `${alias}.`}"${name}"`)
    .join(', ')

/** The managed entities of the rows that a statement returned with the columns of `columnsOf`. They get the values of the rows. */
export const toEntities = <T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  rows: readonly object[],
): T[] => rows.map((row) => em.map(entity, row as never))

/** Loads entities. `condition` follows `where` and may go on with `order by` or `for update`. */
export async function loadEntities<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  condition: string,
  params: unknown[],
): Promise<T[]> {
  const { tableName } = em.getMetadata(entity)
  const sql = `select ${columnsOf(em, entity)} from "${tableName}" where ${condition}`
  return toEntities(em, entity, await em.execute<object[]>(sql, params))
}
