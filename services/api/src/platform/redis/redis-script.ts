import { createHash } from 'node:crypto'
import { serviceUnavailable } from '../../kernel/errors.ts'
import type { Redis } from './redis.ts'

/** A Lua script that Redis runs whole or not at all: one round trip by its hash, the text only where it isn't known yet. */
export function defineScript<Reply>(lua: string) {
  const hash = createHash('sha1').update(lua).digest('hex')
  return async (redis: Redis, keys: string[], args: (string | number)[]): Promise<Reply> => {
    try {
      return (await redis.evalsha(hash, keys.length, ...keys, ...args)) as Reply
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw serviceUnavailable(error)
    }
    return redis.eval(lua, keys.length, ...keys, ...args).catch((error: unknown) => {
      throw serviceUnavailable(error)
    }) as Promise<Reply>
  }
}
