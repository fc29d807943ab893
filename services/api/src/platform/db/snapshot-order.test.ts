import { expect, test } from 'vitest'
import { withConnection } from '../../../test/sql.ts'
import { isLaterSnapshot } from './snapshot-order.ts'

test.each([
  ['10:12:', '10:11:', true],
  ['10:12:10', '10:12:10,11', true],
  ['12:12:', '10:12:10', true],
  ['10:11:', '10:12:', false],
  ['10:12:10', '10:12:10', false],
  ['9:10:9', '9:9:', true],
])('whether %s is later than %s: %s', (snapshot, other, expected) => {
  expect(isLaterSnapshot(snapshot, other)).toBe(expected)
  if (expected) expect(isLaterSnapshot(other, snapshot)).toBe(false)
})

test('a snapshot of PostgreSQL is later than one before a commit, whichever transaction began first', async () => {
  const url = process.env.TEST_DATABASE_OWNER_URL ?? ''
  await withConnection(url, (reader) =>
    withConnection(url, (first) =>
      withConnection(url, async (second) => {
        const snapshot = async () => {
          const { rows } = await reader.query<{ now: string }>('select pg_current_snapshot()::text as now')
          return rows[0]?.now ?? ''
        }
        for (const writer of [first, second]) await writer.query('begin; select pg_current_xact_id()')
        const snapshots = [await snapshot()]
        for (const writer of [second, first]) {
          await writer.query('commit')
          snapshots.push(await snapshot())
        }
        const [before = '', between = '', after = ''] = snapshots
        expect([isLaterSnapshot(between, before), isLaterSnapshot(after, between)]).toEqual([true, true])
      }),
    ),
  )
})
