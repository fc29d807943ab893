import { createHash } from 'node:crypto'
import { rethrow } from '../classify-error.ts'
import type { Redis } from './redis.ts'

type Command<Reply> = (keyCount: number, ...keysAndArgs: (string | number)[]) => Promise<Reply>

/**
 * Defines a Lua script, which Redis runs atomically. ioredis sends its hash, and the text only to a server that does not know
 * it yet.
 * @returns a function that runs the script; it throws SERVICE_UNAVAILABLE when Redis is unreachable or cannot serve
 */
export function defineScript<Reply>(lua: string) {
  const name = `script-${createHash('sha1').update(lua).digest('hex')}`
  return async (redis: Redis, keys: string[], args: (string | number)[]): Promise<Reply> => {
    if (!(name in redis)) redis.defineCommand(name, { lua })
    const run = Reflect.get(redis, name) as Command<Reply>
    try {
      return await run.call(redis, keys.length, ...keys, ...args)
    } catch (error) {
      return rethrow(error)
    }
  }
}
