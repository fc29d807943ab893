import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readIdentity } from '../../infra/backup/repository/encrypted-file.ts'
import { listBackups, mediaFolder } from '../../infra/backup/repository/layout.ts'
import { readPosition } from '../../infra/backup/repository/position.ts'
import { filesBelow } from '../../infra/backup/folders/back-up-folder.ts'
import { verify } from '../../infra/backup/verify.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { startRestoreEnvironment, type RestoreEnvironment } from './environment.ts'
import { restoredShop, type RestoredShop } from './restored-shop.ts'

const seed = seedOfRun()
const until = { timeout: 60_000, interval: 200 }

let environment: RestoreEnvironment
let shop: RestoredShop
beforeAll(async () => {
  process.stdout.write(`restore of different moments: seed ${seed}; repeat with SEED=${seed}\n`)
  environment = await startRestoreEnvironment()
  const random = randomFrom(seed)
  shop = restoredShop(environment, random.fork('orders'), createCardDeck(random.fork('cards')))
  while ((await listBackups(environment.backups)).length === 0) await pause(200)
}, 120_000)
afterAll(() => environment?.stop())

/** Waits until what is committed now can be restored. */
async function waitUntilRecoverable(): Promise<void> {
  const moment = Date.now()
  const recoverableTo = async () => Date.parse((await readPosition(environment.backups))?.recoverableTo ?? '')
  await expect.poll(recoverableTo, until).toBeGreaterThan(moment)
}

async function withRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(environment.product.redisUrl, { maxRetriesPerRequest: null })
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

/** The keys of the jobs that hold a card fragment or its acceptance. */
const fragmentJobs = () =>
  withRedis(async (redis) => (await redis.keys('*fragment*')).filter((key) => /[0-9a-f-]{36}$/.test(key)))

/** Lets the fragment of an order wait for ten more minutes. */
async function holdFragment(code: string): Promise<void> {
  const payment = (await (await shop.member()).order(code))?.cardPayments[0]?.id ?? ''
  // A score of BullMQ: milliseconds since 1970, then twelve bits that number the jobs of one moment.
  const later = String((Date.now() + 600_000) * 4096)
  await withRedis(async (redis) => {
    const [delayed = ''] = await redis.keys('*fragment*:delayed')
    expect(await redis.zadd(delayed, 'XX', 'CH', later, payment)).toBe(1)
  })
}

/** Orders by card whose mails no server accepts yet. */
async function orderWhileMailWaits(): Promise<string> {
  await environment.smtp.setMode('refuse-connection')
  const code = await shop.orderByCard()
  const attempts = async () =>
    (await (await shop.member()).order(code))?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')?.attempts
  await expect.poll(attempts, until).toBeGreaterThan(0)
  return code
}

describe('PostgreSQL is restored to a moment before that of Redis', () => {
  let sentLater: string
  let unknown: string
  let picture: string
  let content: Buffer | null
  let othersBefore: string[]

  test('which holds a fragment of an order that is lost, and none of one that was mailed since', async () => {
    picture = await shop.uploadPicture()
    content = await shop.readPicture(picture)
    expect(content?.length).toBeGreaterThan(100)
    await expect.poll(() => filesBelow(mediaFolder(environment.backups)), until).not.toEqual([])
    sentLater = await orderWhileMailWaits()
    await pause(1_500)
    const moment = new Date()
    await pause(1_500)
    await environment.smtp.setMode('accept')
    await expect.poll(() => shop.fragmentStatus(sentLater), until).toBe('SENT')
    await expect.poll(() => shop.received(sentLater, 'others').length, until).toBeGreaterThan(0)
    othersBefore = shop.received(sentLater, 'others').map(({ messageId }) => messageId)
    unknown = await orderWhileMailWaits()
    await waitUntilRecoverable()
    await environment.lose(['redis', 'keys'])
    await environment.smtp.setMode('accept')
    await environment.restore(moment.toISOString())
    expect(await (await shop.member()).order(unknown)).toBeNull()
    expect(await fragmentJobs()).toHaveLength(1)
  })

  test('the fragment that was mailed since is not mailed again, and its loss is reported', async () => {
    await expect.poll(() => shop.fragmentStatus(sentLater), until).toBe('FAILED')
    expect(shop.received(sentLater, 'fragments')).toHaveLength(1)
    const order = await (await shop.member()).order(sentLater)
    expect(order?.timeline.map(({ kind }) => kind)).toContain('FRAGMENT_LOST')
  })

  test('the fragment of the lost order is dropped, never mailed', async () => {
    const [job = ''] = await fragmentJobs()
    // Skips the attempts of the first 120 s: the next one is the last.
    await withRedis((redis) => redis.hset(job, 'atm', '7'))
    await expect.poll(fragmentJobs, { ...until, timeout: 100_000 }).toEqual([])
    expect(shop.received(unknown, 'fragments')).toEqual([])
  })

  test('another mail that was sent since is sent again, with the same Message-ID', async () => {
    const ids = () => shop.received(sentLater, 'others').map(({ messageId }) => messageId)
    await expect.poll(() => ids().length, until).toBe(2 * othersBefore.length)
    expect(new Set(ids())).toEqual(new Set(othersBefore))
  })

  test('a picture that was uploaded before is there', async () => {
    expect(await shop.readPicture(picture)).toEqual(content)
  })
})

describe('Redis is restored to a moment before that of PostgreSQL', () => {
  let sent: string
  let waiting: string
  let lost: string

  test('which holds a fragment that was mailed since, one that still waits, and none of a newer order', async () => {
    // A complete backup follows the restore.
    await expect.poll(async () => (await listBackups(environment.backups)).length, until).toBe(2)
    sent = await orderWhileMailWaits()
    waiting = await orderWhileMailWaits()
    environment.copyRedis()
    await holdFragment(waiting)
    await environment.smtp.setMode('accept')
    await expect.poll(() => shop.fragmentStatus(sent), until).toBe('SENT')
    lost = await orderWhileMailWaits()
    await waitUntilRecoverable()
    await environment.lose(['keys'])
    await environment.smtp.setMode('accept')
    await environment.restore()
  })

  test('the one that waits is mailed once', async () => {
    await expect.poll(() => shop.fragmentStatus(waiting), until).toBe('SENT')
    expect(shop.received(waiting, 'fragments')).toHaveLength(1)
  })

  test('the one of the newer order is reported as lost', async () => {
    await expect.poll(() => shop.fragmentStatus(lost), until).toBe('FAILED')
    expect(shop.received(lost, 'fragments')).toEqual([])
  })

  test('the one that was mailed is not mailed again', async () => {
    await expect.poll(fragmentJobs, until).toEqual([])
    expect(await shop.fragmentStatus(sent)).toBe('SENT')
    expect(shop.received(sent, 'fragments')).toHaveLength(1)
  })

  test('other mails that waited are sent, each under one Message-ID', async () => {
    for (const code of [waiting, sent, lost]) {
      const mails = async () => (await (await shop.member()).order(code))?.mails ?? []
      const open = async () => (await mails()).filter(({ status }) => status === 'QUEUED')
      await expect.poll(open, until).toEqual([])
      const others = (await mails()).filter(({ kind }) => kind !== 'CARD_FRAGMENT')
      const ids = new Set(shop.received(code, 'others').map(({ messageId }) => messageId))
      expect(others.length).toBeGreaterThan(0)
      expect(ids.size).toBe(others.length)
    }
  })
})

test('all backups of these lives are whole, and can be decrypted', async () => {
  const identity = await readIdentity(environment.identity)
  await expect.poll(async () => (await listBackups(environment.backups)).length, until).toBe(3)
  const verified = await verify(environment.backups, identity)
  expect(verified.faults).toEqual([])
  expect(verified.backups).toBe(3)
})
