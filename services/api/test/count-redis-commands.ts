import { Redis } from 'ioredis'
import { vi } from 'vitest'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'

/**
 * Collects the commands that a worker in this process sends for the jobs of a queue while `work` runs. Not those that wait for a
 * job, which it repeats while there is none.
 */
export async function countQueueCommands<T>(
  api: TestApi,
  queue: string,
  work: () => Promise<T>,
): Promise<{ commands: string[]; result: T }> {
  return collectCommands(work, (redis, command, keys) => {
    const isOfQueue = keys.some((value) => value.startsWith(`{${queue}}`))
    return redis !== api.app.redis && isOfQueue && command !== 'bzpopmin'
  })
}

/** The commands that this process sends for the carts of a shop while `work` runs; a script is one. */
export const cartCommandsOf = async (shop: TestShop, work: () => Promise<unknown>): Promise<string[]> =>
  (
    await collectCommands(work, (_redis, _command, keys) =>
      keys.some((value) => value.startsWith(`cart:{${shop.id}:`)),
    )
  ).commands

async function collectCommands<T>(
  work: () => Promise<T>,
  counts: (redis: Redis, command: string, parameters: string[]) => boolean,
): Promise<{ commands: string[]; result: T }> {
  const commands: string[] = []
  const send = Redis.prototype.sendCommand
  const spy = vi.spyOn(Redis.prototype, 'sendCommand').mockImplementation(function (
    this: Redis,
    ...args: Parameters<Redis['sendCommand']>
  ) {
    const { name, args: parameters } = args[0]
    if (counts(this, name, parameters.map(String))) commands.push(name)
    return Reflect.apply(send, this, args) as ReturnType<Redis['sendCommand']>
  })
  try {
    return { result: await work(), commands }
  } finally {
    spy.mockRestore()
  }
}
