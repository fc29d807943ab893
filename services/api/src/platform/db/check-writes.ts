import type { Orm } from './orm.ts'

/** Larger than half a page, so that each row needs a page of its own. */
const ROW_BYTES = 6_000

class RollBack extends Error {}

/**
 * Makes the database add a page to a table, and takes it back.
 * @throws when it can't, as with a full disk or a read-only replica
 */
export async function checkDatabaseWrites(orm: Orm): Promise<void> {
  try {
    await orm.em.fork().transactional(async (tx) => {
      await tx.execute('insert into storage_probe (filler) values (?)', ['x'.repeat(ROW_BYTES)])
      throw new RollBack()
    })
  } catch (error) {
    if (!(error instanceof RollBack)) throw error
  }
}
