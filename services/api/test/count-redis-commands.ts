import { Redis } from 'ioredis'
import { vi } from 'vitest'
import type { TestApi } from './api.ts'

/**
 * Collects the commands that a worker in this process sends for the jobs of a queue while `work` runs. Not those that wait for a
 * job, which it repeats while there is none.
 */
export async function countQueueCommands<T>(
  api: TestApi,
  queue: string,
  work: () => Promise<T>,
): Promise<{ commands: string[]; result: T }> {
  const commands: string[] = []
  const send = Redis.prototype.sendCommand
  const spy = vi.spyOn(Redis.prototype, 'sendCommand').mockImplementation(function (
    this: Redis,
    ...args: Parameters<Redis['sendCommand']>
  ) {
    const { name, args: parameters } = args[0]
    const isOfQueue = parameters.some((value) => String(value).startsWith(`{${queue}}`))
    if (this !== api.app.redis && isOfQueue && name !== 'bzpopmin') commands.push(name)
    return Reflect.apply(send, this, args) as ReturnType<Redis['sendCommand']>
  })
  try {
    return { result: await work(), commands }
  } finally {
    spy.mockRestore()
  }
}
