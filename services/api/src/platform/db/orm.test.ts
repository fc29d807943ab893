import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entities } from '../../app/entities.ts'
import { RequestError } from '../../kernel/errors.ts'
import { roleUrl } from '../../../test/api.ts'
import { connectOrm, executeInShop, inShop, type EntityManager, type Orm } from './orm.ts'

const POOL = 2
const BREAK = 'select pg_terminate_backend(pg_backend_pid())'

let orm: Orm
beforeAll(async () => {
  orm = await connectOrm(roleUrl('api'), entities, 'triclic_api', POOL)
}, 60_000)
afterAll(() => orm?.close())

/** The error code of the work in a transaction, or 'succeeded'. */
const outcomeOf = (work: (em: EntityManager) => Promise<unknown>): Promise<string> =>
  inShop(orm, v7(), work).then(
    () => 'succeeded',
    (error: unknown) => (error instanceof RequestError ? error.code : String(error)),
  )

test.each([
  ['during a transaction', () => outcomeOf((em) => em.execute(BREAK))],
  ['before its commit', () => outcomeOf((em) => em.execute(BREAK).catch(() => undefined))],
  [
    'outside a transaction',
    () =>
      orm.em
        .fork()
        .execute(BREAK)
        .catch(() => 'SERVICE_UNAVAILABLE'),
  ],
])('connections that break %s return to the pool', async (_when, breakConnection) => {
  for (let broken = 0; broken < POOL * 3; broken++)
    expect(await breakConnection()).toBe('SERVICE_UNAVAILABLE')
  expect(await outcomeOf((em) => em.execute('select 1'))).toBe('succeeded')
})

test('returns SERVICE_UNAVAILABLE after a while when all connections are in use', async () => {
  let finish: () => void = () => undefined
  const finished = new Promise<void>((done) => (finish = done))
  const users = Array.from({ length: POOL }, () => outcomeOf(() => finished))
  expect(await outcomeOf((em) => em.execute('select 1'))).toBe('SERVICE_UNAVAILABLE')
  finish()
  expect(await Promise.all(users)).toEqual(['succeeded', 'succeeded'])
})

test('one shop leaves connections of the pool to the others', async () => {
  const shared = await connectOrm(roleUrl('api'), entities, 'triclic_api', 4)
  const [busy, other] = [v7(), v7()]
  let running = 0
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const held = Array.from({ length: 6 }, () =>
    inShop(shared, busy, async (em) => {
      await em.execute('select 1')
      running++
      await released
    }),
  )
  const alone = executeInShop(shared, busy, 'select ? as waits', ['yes'])
  await expect.poll(() => running).toBe(3)
  expect(await inShop(shared, other, (em) => em.execute('select 1 as one'))).toEqual([{ one: 1 }])
  expect(running).toBe(3)
  release()
  await Promise.all(held)
  expect(await alone).toEqual([{ waits: 'yes' }])
  await shared.close()
})
