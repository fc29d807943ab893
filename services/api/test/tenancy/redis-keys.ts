import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'

/** Hash tag of a key (Redis Cluster specification): what is between the first `{` and the next `}`, if that is anything. */
const hashTagOf = (key: string): string | undefined => /^[^{]*\{([^}]+)\}/.exec(key)?.[1]

/** Commands of the watcher itself. */
const OWN_COMMANDS = new Set(['monitor', 'command', 'echo'])

/**
 * Watches the commands that reach a Redis database from all clients and from Lua scripts, for keys that would not work in
 * a Redis Cluster.
 */
export async function watchRedisKeys(url: string) {
  const database = new URL(url).pathname.slice(1) || '0'
  const redis = new Redis(url)
  const monitor = await redis.duplicate().monitor()
  const commands: string[][] = []
  const markers = new Set<string>()
  monitor.on('monitor', (_time: string, args: string[], _source: string, commandDatabase: string) => {
    const [name = '', firstArgument = ''] = args
    if (name.toLowerCase() === 'echo') markers.add(firstArgument)
    if (commandDatabase === database && !OWN_COMMANDS.has(name.toLowerCase())) commands.push(args)
  })

  /** Waits until the monitor has delivered every command sent so far. */
  async function catchUp(): Promise<void> {
    const marker = randomUUID()
    await redis.echo(marker)
    while (!markers.has(marker)) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  async function keysOf(command: string[]): Promise<string[]> {
    try {
      return (await redis.call('COMMAND', 'GETKEYS', ...command)) as string[]
    } catch {
      // Redis returns an error for a command without keys.
      return []
    }
  }

  /** The keys of each command seen so far that has any. */
  async function keysByCommand(): Promise<string[][]> {
    await catchUp()
    return (await Promise.all(commands.map(keysOf))).filter((keys) => keys.length > 0)
  }

  return {
    /** Every key seen so far. */
    keys: async (): Promise<string[]> => [...new Set((await keysByCommand()).flat())].sort(),
    /** Keys seen so far that have no hash tag, and groups of keys with different tags in one command. */
    async violations(): Promise<string[]> {
      const found = (await keysByCommand()).flatMap((keys) => {
        const untagged = keys.filter((key) => !hashTagOf(key)).map((key) => `${key}: no hash tag`)
        return new Set(keys.map(hashTagOf)).size > 1
          ? [...untagged, `${keys.join(', ')}: different hash tags`]
          : untagged
      })
      return [...new Set(found)].sort()
    },
    stop() {
      monitor.disconnect()
      redis.disconnect()
    },
  }
}

export type RedisKeyWatch = Awaited<ReturnType<typeof watchRedisKeys>>
