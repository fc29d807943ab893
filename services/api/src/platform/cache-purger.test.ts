import { afterEach, expect, test } from 'vitest'
import { startPurgeHook } from '../../test/purge-hook.ts'
import { CachePurger } from './cache-purger.ts'
import { createLog } from './log.ts'

const SECRET = 'a secret of this test alone'
const log = createLog('api', 'silent')
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(...secrets: string[]) {
  const hook = await startPurgeHook(SECRET)
  const purger = new CachePurger({ url: hook.url, secrets: secrets.length > 0 ? secrets : [SECRET] }, log)
  stops.push(
    () => purger.stop(),
    () => hook.stop(),
  )
  return { hook, purger }
}
const tagsOf = (calls: { tags: string[] }[]) => calls.map(({ tags }) => tags)

test('changes during a call are sent together in the next one, each tag once', async () => {
  const { hook, purger } = await start()
  purger.purge(['a'])
  purger.purge(['b', 'c'])
  purger.purge(['c'])
  await expect.poll(() => tagsOf(hook.calls).slice(0, 2)).toEqual([['a'], ['b', 'c']])
})

test('each purge is repeated once, for answers that were on their way', async () => {
  const { hook, purger } = await start()
  purger.purge(['a'])
  await expect.poll(() => tagsOf(hook.calls)).toEqual([['a'], ['a']])
})

test('a call that fails is tried again, with what changed meanwhile', async () => {
  const { hook, purger } = await start()
  hook.status = 500
  purger.purge(['a'])
  await new Promise((resolve) => setTimeout(resolve, 50))
  purger.purge(['b'])
  hook.status = 204
  await expect.poll(() => tagsOf(hook.calls)[0]?.toSorted()).toEqual(['a', 'b'])
})

test('a wrong secret is refused', async () => {
  const { hook, purger } = await start('another secret, of somebody else')
  purger.purge(['a'])
  await expect.poll(() => hook.refused).toBeGreaterThan(0)
  expect(hook.calls).toEqual([])
})

test('while the secret is replaced, each call is signed with both', async () => {
  const { hook, purger } = await start('the next secret of this receiver', SECRET)
  purger.purge(['a'])
  await expect.poll(() => tagsOf(hook.calls)[0]).toEqual(['a'])
  expect(hook.refused).toBe(0)
})

test('more tags than can wait become a purge of everything', async () => {
  const { hook, purger } = await start()
  purger.purge(Array.from({ length: 20_001 }, (_, index) => `tag-${index}`))
  await expect.poll(() => hook.calls[0]).toEqual({ everything: true, tags: [] })
})

test('nothing is sent for no change, and nothing after the end', async () => {
  const { hook, purger } = await start()
  purger.purge([])
  await purger.stop()
  purger.purge(['a'])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(hook.calls).toEqual([])
})
