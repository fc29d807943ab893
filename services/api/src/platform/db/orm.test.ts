import 'reflect-metadata'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entities } from '../../app/entities.ts'
import { RequestError } from '../../kernel/errors.ts'
import { roleUrl } from '../../../test/api.ts'
import { inShop, connectOrm, type EntityManager, type Orm } from './orm.ts'

const POOL = 2
const kill = 'select pg_terminate_backend(pg_backend_pid())'

let orm: Orm
beforeAll(async () => {
  orm = await connectOrm(roleUrl('api'), entities, 'triclic_api', POOL)
}, 60_000)
afterAll(() => orm?.close())

const codeOf = (work: (em: EntityManager) => Promise<unknown>): Promise<string> =>
  inShop(orm, v7(), work).then(
    () => 'answered',
    (error: unknown) => (error instanceof RequestError ? error.code : String(error)),
  )

test.each([
  ['in a transaction', () => codeOf((em) => em.execute(kill))],
  ['before its commit', () => codeOf((em) => em.execute(kill).catch(() => undefined))],
  [
    'outside one',
    () =>
      orm.em
        .fork()
        .execute(kill)
        .catch(() => 'SERVICE_UNAVAILABLE'),
  ],
])('connections that break %s are given back, however many', async (_when, breakOne) => {
  for (let broken = 0; broken < POOL * 3; broken++) expect(await breakOne()).toBe('SERVICE_UNAVAILABLE')
  expect(await codeOf((em) => em.execute('select 1'))).toBe('answered')
})

test('who finds all of them in use is told so in time', async () => {
  let finish: () => void = () => undefined
  const finished = new Promise<void>((done) => (finish = done))
  const users = Array.from({ length: POOL }, () => codeOf(() => finished))
  expect(await codeOf((em) => em.execute('select 1'))).toBe('SERVICE_UNAVAILABLE')
  finish()
  expect(await Promise.all(users)).toEqual(['answered', 'answered'])
})
