import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { withClient } from './flush-stores.ts'
import { spellingsOf } from './spellings.ts'

/** The spelling between letters, with its half bytes completed. */
function wholeBytes({ bytes, before, after }: { bytes: Buffer; before?: number; after?: number }): Buffer {
  return Buffer.concat([
    Buffer.from('a row '),
    Buffer.from(before === undefined ? [] : [0xa0 | before]),
    bytes,
    Buffer.from(after === undefined ? [] : [(after << 4) | 0x0b]),
    Buffer.from(' ends'),
  ])
}

/** Writes a number in every spelling into a new table, an unused Redis database and a new log file. */
export async function plant(
  number: string,
  { superuserUrl, redisUrl, folder }: { superuserUrl: string; redisUrl: string; folder: string },
): Promise<void> {
  const planted = spellingsOf(number).map((spelling) => ({
    name: spelling.name,
    bytes: wholeBytes(spelling),
  }))
  await withClient(superuserUrl, async (client) => {
    await client.query('create table planted (name text, bytes bytea)')
    for (const { name, bytes } of planted)
      await client.query('insert into planted values ($1, $2)', [name, bytes])
    // Uncompressed rows of nothing but numbers, so that a WAL page ends within one.
    const row = Buffer.from(`${number} `.repeat(100))
    for (let rows = 0; rows < 40; rows++)
      await client.query('insert into planted values ($1, $2)', ['row', row])
  })
  const scratch = new URL(redisUrl)
  scratch.pathname = '/15'
  const redis = new Redis(scratch.href)
  for (const { name, bytes } of planted) await redis.set(`planted:${name}`, bytes)
  redis.disconnect()
  writeFileSync(join(folder, 'planted.log'), Buffer.concat(planted.map(({ bytes }) => bytes)))
}
