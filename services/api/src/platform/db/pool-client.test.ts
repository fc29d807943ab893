import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { entities } from '../../app/entities.ts'
import { roleUrl } from '../../../test/api.ts'
import { countStatements } from '../../../test/count-statements.ts'
import { withConnection } from '../../../test/sql.ts'
import { executeAndCommit } from './execute-and-commit.ts'
import { connectOrm, executeInShop, inShop, type EntityManager, type Orm } from './orm.ts'

let preparing: Orm
let plain: Orm
const shopId = v7()

beforeAll(async () => {
  // One connection each, so that every statement uses the same.
  preparing = await connectOrm(roleUrl('api'), entities, 'triclic_api', 1, { prepares: true })
  plain = await connectOrm(roleUrl('api'), entities, 'triclic_api', 1)
}, 60_000)
afterAll(async () => {
  await preparing?.close()
  await plain?.close()
})

const run = (orm: Orm, sql: string, params: unknown[] = []): Promise<{ value: unknown }[]> =>
  orm.em.fork().execute(sql, params)

/** How many statements with this mark the connection has prepared. */
const prepared = async (orm: Orm, mark: string): Promise<unknown> =>
  (
    await run(
      orm,
      `select count(*)::int as value from pg_prepared_statements where statement like '%${mark}%'
       and statement not like '%pg_prepared_statements%'`,
    )
  )[0]?.value

test('a statement with values is prepared once, whatever the shop', async () => {
  for (const value of [1, 2, 3])
    expect(await executeInShop(preparing, v7(), 'select ?::int as value /* first */', [value])).toEqual([
      { value },
    ])
  expect(await prepared(preparing, 'first')).toBe(1)
})

test('a statement that selects * is not prepared', async () => {
  await run(preparing, 'select * from (select ?::int as value) second', [1])
  expect(await prepared(preparing, 'second')).toBe(0)
})

test('nothing is prepared on a connection without prepared statements', async () => {
  expect(await executeInShop(plain, shopId, 'select ?::int as value /* third */', [1])).toEqual([
    { value: 1 },
  ])
  expect(await prepared(plain, 'third')).toBe(0)
})

test('a statement that the server has forgotten is prepared again', async () => {
  const select = () => run(preparing, 'select ?::int as value /* fourth */', [1])
  await select()
  await run(preparing, 'deallocate all')
  await expect(select()).rejects.toMatchObject({ code: '26000' })
  expect(await select()).toEqual([{ value: 1 }])
})

test('a statement that could not be prepared is prepared later', async () => {
  const select = () => run(preparing, 'select slug as value from shop where ? = 1', [2])
  await run(preparing, 'set search_path to nowhere')
  await expect(select()).rejects.toMatchObject({ code: '42P01' })
  await run(preparing, 'reset search_path')
  expect(await select()).toEqual([])
  expect(await select()).toEqual([])
})

test.each([
  ['a single statement', (sql: string) => executeInShop(preparing, shopId, sql, [])],
  ['a transaction', (sql: string) => inShop(preparing, shopId, (em) => em.execute(sql))],
])('the setting of the shop ends with %s, a failed one too', async (_name, execute) => {
  const setting = `select current_setting('app.shop_id', true) as value`
  expect(await execute(setting)).toEqual([{ value: shopId }])
  expect((await run(preparing, setting))[0]?.value).toBe('')
  await expect(execute('select 1 / 0')).rejects.toThrow('division by zero')
  expect((await run(preparing, setting))[0]?.value).toBe('')
})

test('what opens a transaction is sent with its first statement, and nothing for a transaction without one', async () => {
  const one = await countStatements(() => inShop(preparing, shopId, (em) => em.execute('select 1')))
  expect([one.roundTrips, one.transactions]).toEqual([2, 1])
  const none = await countStatements(() => inShop(preparing, shopId, () => Promise.resolve()))
  expect(none.roundTrips).toBe(0)
})

describe('a last statement that commits', () => {
  const table = `commit_test_${process.pid}`
  const insert = `insert into ${table} (id, value) values (1, ?::int) returning value`
  const rows = () => run(preparing, `select value from ${table}`)
  const asOwner = (sql: string) =>
    withConnection(process.env['TEST_DATABASE_OWNER_URL'] ?? '', (owner) => owner.query(sql))
  beforeEach(async () => {
    await asOwner(`create table ${table} (id int unique deferrable initially deferred, value int)`)
    await asOwner(`grant select, insert on ${table} to triclic_api`)
    return () => asOwner(`drop table ${table}`)
  })

  test('takes one round trip together with the beginning and the commit', async () => {
    const { result, roundTrips, transactions } = await countStatements(() =>
      inShop(preparing, shopId, (em) => executeAndCommit(em, insert, [7])),
    )
    expect(result).toEqual([{ value: 7 }])
    expect([roundTrips, transactions]).toEqual([1, 1])
    expect(await rows()).toEqual([{ value: 7 }])
  })

  test('changes nothing when it fails, nor when the commit fails', async () => {
    const write = (sql: string) =>
      inShop(preparing, shopId, async (em) => {
        await em.execute(insert, [7])
        await executeAndCommit(em, sql, [8])
      })
    await expect(write(`insert into ${table} (id, value) values (2, ?::int / 0)`)).rejects.toThrow(
      'division by zero',
    )
    expect(await rows()).toEqual([])
    await expect(write(insert)).rejects.toMatchObject({ code: '23505' })
    expect(await rows()).toEqual([])
  })

  test('may not be followed by another', async () => {
    const work = async (em: EntityManager) => {
      await executeAndCommit(em, insert, [7])
      await em.execute('select 1')
    }
    await expect(inShop(preparing, shopId, work)).rejects.toThrow('The transaction is committed already')
    expect(await rows()).toEqual([{ value: 7 }])
  })
})

test('a transaction keeps its isolation level and its access mode', async () => {
  const read = (em: { execute(sql: string): Promise<unknown> }) =>
    em.execute(`select current_setting('transaction_isolation') || ', read only ' ||
      current_setting('transaction_read_only') as value`)
  const options = { readOnly: true, isolationLevel: 'repeatable read' as never }
  expect(await inShop(preparing, shopId, read, options)).toEqual([{ value: 'repeatable read, read only on' }])
})

test('plans that are kept do not read whole tables, and are made once', async () => {
  const settings = `select current_setting('enable_seqscan') || ' ' || current_setting('plan_cache_mode') as value`
  expect((await run(preparing, settings))[0]?.value).toBe('off force_generic_plan')
  expect((await run(plain, settings))[0]?.value).toBe('on auto')
})
