import { createHash } from 'node:crypto'
import { unavailable } from '../../kernel/errors.ts'
import type { Redis } from './redis.ts'

/** A Lua script that Redis runs whole or not at all: one round trip by its hash, the text only where it isn't known yet. */
export function redisScript<Reply>(lua: string) {
  const hash = createHash('sha1').update(lua).digest('hex')
  return async (redis: Redis, keys: string[], args: (string | number)[]): Promise<Reply> => {
    try {
      return (await redis.evalsha(hash, keys.length, ...keys, ...args)) as Reply
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw unavailable(error)
    }
    return redis.eval(lua, keys.length, ...keys, ...args).catch((error: unknown) => {
      throw unavailable(error)
    }) as Promise<Reply>
  }
}
