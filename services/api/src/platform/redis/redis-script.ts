import { createHash } from 'node:crypto'
import { serviceUnavailable } from '../../kernel/errors.ts'
import type { Redis } from './redis.ts'

type Command<Reply> = (keyCount: number, ...keysAndArgs: (string | number)[]) => Promise<Reply>

/**
 * Defines a Lua script, which Redis runs atomically. ioredis sends its hash, and the text only to a server that does not know
 * it yet.
 * @returns a function that runs the script; it throws SERVICE_UNAVAILABLE when Redis fails
 */
export function defineScript<Reply>(lua: string) {
  const name = `script-${createHash('sha1').update(lua).digest('hex')}`
  return async (redis: Redis, keys: string[], args: (string | number)[]): Promise<Reply> => {
    if (!(name in redis)) redis.defineCommand(name, { lua })
    const run = Reflect.get(redis, name) as Command<Reply>
    try {
      return await run.call(redis, keys.length, ...keys, ...args)
    } catch (error) {
      throw serviceUnavailable(error)
    }
  }
}
