import { Client } from 'pg'
import { expect, test } from 'vitest'
import { lockFreeNumber } from './isolated-stores.ts'

/** A lock that only this test uses, so that it takes no Redis database from other test files. */
const LOCK = 7363

async function connectOwner(): Promise<Client> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await client.connect()
  return client
}

test('each test file gets a Redis database of its own, or an error when all are in use', async () => {
  const [first, second, third] = await Promise.all([connectOwner(), connectOwner(), connectOwner()])
  try {
    const numbers = await Promise.all([first, second].map((client) => lockFreeNumber(client, LOCK, 2)))
    expect(numbers.sort()).toEqual([1, 2])
    await expect(lockFreeNumber(third, LOCK, 2)).rejects.toThrow('All 2 isolated Redis databases are in use')
    await first.end()
    await expect.poll(() => lockFreeNumber(third, LOCK, 2).catch(() => null)).not.toBeNull()
  } finally {
    await Promise.allSettled([first, second, third].map((client) => client.end()))
  }
})
