import fc from 'fast-check'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { Turns } from './turns.ts'

describe('work of one key', () => {
  test.each([true, false])(
    'runs in order, never more at once than allowed, and is not delayed by other keys (paced: %s)',
    async (isPaced) => {
      const jobs = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }))
      await fc.assert(
        fc.asyncProperty(
          fc.scheduler(),
          jobs,
          fc.integer({ min: 1, max: 3 }),
          async (scheduler, list, atOnce) => {
            const turns = new Turns({ atOnce, isPaced })
            const running = new Map<string, number>()
            const started: number[] = []
            const results = list.map(({ key, fails }, index) =>
              turns.run(key, async () => {
                running.set(key, (running.get(key) ?? 0) + 1)
                started.push(index)
                expect(running.get(key)).toBeLessThanOrEqual(atOnce)
                await scheduler.schedule(Promise.resolve())
                running.set(key, (running.get(key) ?? 0) - 1)
                if (fails) throw new Error('failed')
                return index
              }),
            )
            const outcomes = Promise.allSettled(results)
            await scheduler.waitFor(outcomes)
            expect((await outcomes).map(({ status }) => status === 'rejected')).toEqual(
              list.map(({ fails }) => fails),
            )
            for (const key of ['a', 'b', 'c']) {
              const ofKey = started.filter((index) => list[index]?.key === key)
              expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b))
            }
          },
        ),
      )
    },
  )

  test('is refused with SERVICE_UNAVAILABLE while too much is waiting, and accepted afterwards', async () => {
    const turns = new Turns({ atOnce: 1, maxWaiting: 2 })
    const ends: (() => void)[] = []
    const begin = () => turns.run('a', () => new Promise<void>((resolve) => ends.push(resolve)))
    const accepted = [begin(), begin(), begin()]
    await expect(begin()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await expect(turns.run('b', async () => 'other key')).resolves.toBe('other key')
    for (let i = 0; i < 3; i++) {
      await vi.waitFor(() => expect(ends.length).toBe(i + 1))
      ends[i]?.()
      await accepted[i]
    }
    await expect(turns.run('a', async () => 'again')).resolves.toBe('again')
  })

  test('is refused with SERVICE_UNAVAILABLE when its turn does not come in time, and leaves the line', async () => {
    vi.useFakeTimers()
    const turns = new Turns({ atOnce: 1, maxWaiting: 1 })
    let end: () => void = () => undefined
    const running = turns.run('a', () => new Promise<void>((resolve) => (end = resolve)))
    const waiting = turns.run('a', async () => 'late')
    const refused = expect(waiting).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await vi.advanceTimersByTimeAsync(5_000)
    await refused
    const next = turns.run('a', async () => 'next')
    end()
    await running
    expect(await next).toBe('next')
    vi.useRealTimers()
  })

  test('is not paced while no other key has had work for a second', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const turns = new Turns({ atOnce: 8, isPaced: true })
    await turns.run('a', async () => undefined)
    vi.advanceTimersByTime(1_001)
    await nextTurn()
    const started: number[] = []
    const runs = [1, 2, 3].map((number) => turns.run('a', async () => void started.push(number)))
    await Promise.resolve()
    expect(started).toEqual([1, 2, 3])
    await Promise.all(runs)
    vi.useRealTimers()
  })

  test('starts once per turn of the event loop, even if it ends at once', async () => {
    const turns = new Turns({ atOnce: 8, isPaced: true })
    const started: string[] = []
    const runs = ['a', 'a', 'a', 'b'].map((key) => turns.run(key, async () => void started.push(key)))
    await Promise.resolve()
    expect(started).toEqual(['a', 'b'])
    await nextTurn()
    expect(started).toEqual(['a', 'b', 'a'])
    await Promise.all(runs)
    expect(started).toEqual(['a', 'b', 'a', 'a'])
  })
})
