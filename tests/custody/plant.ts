import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { withClient } from './flush-stores.ts'
import { spellingsOf } from './spellings.ts'

/** Bytes with what their halves lack, between letters. */
function wholeBytes({ bytes, before, after }: { bytes: Buffer; before?: number; after?: number }): Buffer {
  return Buffer.concat([
    Buffer.from('a row '),
    Buffer.from(before === undefined ? [] : [0xa0 | before]),
    bytes,
    Buffer.from(after === undefined ? [] : [(after << 4) | 0x0b]),
    Buffer.from(' ends'),
  ])
}

/** Writes a number in every spelling into a scratch table, a scratch Redis database and a file of its own. */
export async function plant(
  number: string,
  { superuserUrl, redisUrl, folder }: { superuserUrl: string; redisUrl: string; folder: string },
): Promise<void> {
  const ways = spellingsOf(number).map((spelling) => ({ name: spelling.name, bytes: wholeBytes(spelling) }))
  await withClient(superuserUrl, async (client) => {
    await client.query('create table planted (name text, bytes bytea)')
    for (const { name, bytes } of ways)
      await client.query('insert into planted values ($1, $2)', [name, bytes])
    // Rows as long as are kept as they are, of nothing else: a page of the WAL ends within a number.
    const row = Buffer.from(`${number} `.repeat(100))
    for (let rows = 0; rows < 40; rows++)
      await client.query('insert into planted values ($1, $2)', ['row', row])
  })
  const scratch = new URL(redisUrl)
  scratch.pathname = '/15'
  const redis = new Redis(scratch.href)
  for (const { name, bytes } of ways) await redis.set(`planted:${name}`, bytes)
  redis.disconnect()
  writeFileSync(join(folder, 'planted.log'), Buffer.concat(ways.map(({ bytes }) => bytes)))
}
