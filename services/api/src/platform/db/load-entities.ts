import { Utils, type EntityName } from '@mikro-orm/core'
import type { EntityManager } from './orm.ts'

/** The entity's columns as a list for `select`. Not `*`: a prepared `select *` fails when a column is added. */
export function columnsOf<T extends object>(em: EntityManager, entity: EntityName<T>, alias = ''): string {
  const key = `${alias} ${Utils.className(entity)}`
  const known = columnLists.get(key)
  if (known !== undefined) return known
  const list = em
    .getMetadata(entity)
    .props.flatMap(({ fieldNames }) => fieldNames)
    .map((name) => `${alias && `${alias}.`}"${name}"`)
    .join(', ')
  columnLists.set(key, list)
  return list
}

/** By alias and entity: each statement of an order contains its list of some fifty columns twice. */
const columnLists = new Map<string, string>()

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
