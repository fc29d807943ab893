import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mail } from '../../infra/local/mailbox/mail-files.ts'
import { root } from '../../infra/local/paths.ts'
import { runTool } from '../../infra/local/process/run-tool.ts'
import { startTestGnupg } from '../../services/api/src/testing/test-gnupg.ts'
import type { TestGnupg } from '../../services/api/src/testing/test-gnupg.ts'
import { openCardDeck } from '../traffic/cards.ts'
import { fragmentOf, headerOf } from '../traffic/mailbox.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { canariesOf } from './canaries.ts'
import type { World } from './checkouts.ts'
import { driveCanaries, driveOthers } from './drive.ts'
import { countDue, flushStores, makeDue, scanRows, withDatabase } from './flush-stores.ts'
import { keptMails } from './kept-mails.ts'
import { isEncrypted, readMail } from './open-pgp.ts'
import { readThere } from './open-there.ts'
import { markedLines, withoutMarkedLine } from './marked-line.ts'
import { plant } from './plant.ts'
import { scanMemory } from './process-memory.ts'
import { longHits, shortHits } from './report.ts'
import { openWorld } from './open-world.ts'
import { openScanner } from './scanner.ts'
import type { Scanner } from './scanner.ts'
import { sendStrays } from './send-strays.ts'
import { spellingsOf } from './spellings.ts'
import { WAL_PAGE } from './wal-seams.ts'
import { filesUnder, startProductUnderTest } from './world.ts'
import type { ProductUnderTest } from './world.ts'

/** 20 under `npm test`; `npm run test:custody` asks for 200. */
const ORDERS = Number(process.env['CUSTODY_ORDERS'] ?? 20)

const began = Date.now()
const say = (line: string) =>
  void process.stdout.write(`custody: ${((Date.now() - began) / 1000).toFixed(1)} s: ${line}\n`)

let under: ProductUnderTest
let gnupg: TestGnupg
let world: World
let decoys: string[]
let strayProblems: string[]

function scanner(): Scanner {
  return openScanner(canariesOf([...new Set(world.entered.map(({ number }) => number))], decoys))
}

beforeAll(
  async () => {
    gnupg = startTestGnupg()
    under = await startProductUnderTest()
    say('the product runs')
    const seed = seedOfRun()
    say(`SEED=${seed} repeats the cards of this run`)
    world = await openWorld(under, randomFrom(seed), gnupg)
    await driveCanaries(world, ORDERS, (name) => {
      const pid = under.product.pids()[name]
      if (pid) process.kill(pid, 'SIGKILL')
    })
    say(`${ORDERS} orders are through, ${under.smtp.bounced} mails bounced`)
    strayProblems = await sendStrays(world)
    say('every stray was answered')
    decoys = world.entered.map(() => world.deck.next().number)
    await driveOthers(world, ORDERS)
    say('as many other orders are through')
  },
  240_000 + ORDERS * 5_000,
)
afterAll(async () => {
  gnupg?.stop()
  await under?.stop()
})

const HEAP_LOOKS = 3

async function searchHeap(name: 'api' | 'worker', numbers: boolean): Promise<Scanner> {
  const { file, stringsFrom } = await under.snapshot(name, numbers)
  const found = scanner()
  await found.scanFile(file, `heap of ${name}`, stringsFrom)
  say(`the heap of ${name}: ${Math.round(found.bytes / 1e6)} MB`)
  expect(found.bytes - stringsFrom).toBeGreaterThan(1_000_000)
  return found
}

test('no stray number comes back in an answer, and none is a failure of ours', () => {
  expect(strayProblems).toEqual([])
})

describe('on disk, everything flushed', () => {
  let found: Scanner

  beforeAll(async () => {
    await flushStores(under.superuserUrl, under.product.redisUrl)
    found = scanner()
    const scanBegan = Date.now()
    for (const folder of under.folders) await found.scanPath(folder)
    const tables = await scanRows(found, withDatabase(under.superuserUrl, 'triclic'))
    say(`${tables} tables, ${Math.round(found.bytes / 1e6)} MB were searched in ${Date.now() - scanBegan} ms`)
  }, 300_000)

  test('no file of PostgreSQL, Redis or the logs holds a card number, nor kept digits of nine or more', () => {
    expect(found.bytes).toBeGreaterThan(50_000_000)
    expect(longHits(found.hits)).toEqual([])
  })

  test('last six digits stand there no more often than ones that nobody entered', () => {
    const { entered, decoys: chance } = shortHits(found.hits)
    expect(entered.length, entered.join('\n')).toBeLessThanOrEqual(chance.length)
  })
})

describe('in the processes', () => {
  test('no environment and no command line holds any of it', () => {
    const found = scanner()
    for (const [name, pid] of Object.entries(under.product.pids()))
      for (const file of process.platform === 'linux' ? ['environ', 'cmdline'] : [])
        found.scanBytes(readFileSync(`/proc/${pid}/${file}`), `${file} of ${name}`)
    expect([...longHits(found.hits), ...shortHits(found.hits).entered]).toEqual([])
  })

  test.each(['api', 'worker'] as const)('the heap of %s holds none', { timeout: 600_000 }, async (name) => {
    // A mail under way may be met once, and a count be six digits by chance; what one place keeps is there at every look.
    for (let look = 1; ; look++) {
      const found = await searchHeap(name, look === 1)
      const { entered, decoys: chance } = shortHits(found.hits)
      expect(longHits(found.hits)).toEqual([])
      if (entered.length <= chance.length) return
      expect(look, entered.join('\n')).toBeLessThan(HEAP_LOOKS)
      await pause(15_000)
    }
  })

  test('the worker’s raw memory holds no marked line of a mail that was encrypted before it', () => {
    const needles = [...world.encrypted].flatMap((name, card) =>
      markedLines(world.sixOf.get(name) ?? '', card),
    )
    const found = openScanner({ needles, runs: new Map() })
    const reason = scanMemory(found, under.product.pids()['worker'] ?? 0, 'worker')
    say(reason ?? `${needles.length} marked lines were looked for in the memory of the worker`)
    expect(longHits(found.hits)).toEqual([])
  }, 600_000)

  test('what their raw memory holds is told', () => {
    for (const name of ORDERS > 20 ? ['api', 'worker', 'portal', 'storefront'] : ['api', 'worker']) {
      const found = scanner()
      const reason = scanMemory(found, under.product.pids()[name] ?? 0, name)
      const kinds = Object.entries(
        Object.groupBy(found.hits, ({ what, entered }) => `${what}${entered ? '' : ' of decoys'}`),
      )
      say(
        reason ??
          `the memory of ${name}, ${Math.round(found.bytes / 1e6)} MB: ` +
            (kinds.map(([kind, hits]) => `${hits?.length} × ${kind}`).join(', ') || 'nothing'),
      )
      if (!reason) expect(found.bytes).toBeGreaterThan(10_000_000)
    }
  }, 600_000)
})

describe('mails', () => {
  const nameOf = (mail: Mail) => `${headerOf(mail, 'x-triclic-order')} ${headerOf(mail, 'x-triclic-payment')}`
  let mails: Mail[]
  let fragments: Mail[]

  beforeAll(async () => {
    mails = await keptMails(under.smtp.mails)
    fragments = mails.filter(
      (mail) => headerOf(mail, 'x-triclic-mail') === 'card-fragment' && world.sixOf.has(nameOf(mail)),
    )
  })

  test('hold their own six digits on their one marked line, as their merchant reads them', async () => {
    expect(fragments.length).toBeGreaterThan(ORDERS / 2)
    for (const mail of fragments) {
      const read = await readMail(mail, gnupg)
      expect(fragmentOf(read) === world.sixOf.get(nameOf(mail)), nameOf(mail)).toBe(true)
    }
  })

  test('of a shop with a key are encrypted, each', () => {
    const toKey = fragments.map((mail) => world.encrypted.has(nameOf(mail)))
    expect(toKey.filter(Boolean).length).toBeGreaterThan(ORDERS / 9)
    expect(fragments.map(isEncrypted)).toEqual(toKey)
  })

  test('hold nothing more, and in clear their marked line alone', async () => {
    const found = scanner()
    for (const mail of mails) {
      const six = isEncrypted(mail) ? undefined : world.sixOf.get(nameOf(mail))
      const text = [mail.raw, mail.text, mail.html, JSON.stringify(mail.headers)].join('\n')
      found.scanBytes(Buffer.from(withoutMarkedLine(text, six)), `mail ${headerOf(mail, 'x-triclic-mail')}`)
    }
    const { entered, decoys: chance } = shortHits(found.hits)
    expect(longHits(found.hits)).toEqual([])
    expect(entered.length, entered.join('\n')).toBeLessThanOrEqual(chance.length)
  })
})

describe('the erasing command', () => {
  test('erases what is due, tells how much, and leaves in Redis’s files no fragment that left the queue', async () => {
    const queued = () =>
      under.folders
        .flatMap(filesUnder)
        .filter((file) => /\/redis\/.*\.(aof|rdb)$/.test(file))
        .map((file) => readThere(file).toString('latin1').split('"encapsulated"').length - 1)
        .reduce((sum, count) => sum + count, 0)
    const before = queued()
    await makeDue(withDatabase(under.superuserUrl, 'triclic'))
    const { code, stdout } = await runTool(process.execPath, [join(root, 'services/api/dist/src/erase.js')], {
      env: under.product.eraseEnv,
      cleanEnv: true,
    })
    expect(code).toBe(0)
    const told = JSON.parse(stdout) as Record<string, unknown>
    expect(told).toMatchObject({ msg: 'erased', keys: [], redisFiles: 'rewritten' })
    expect(told['keptCards']).toEqual(expect.any(Number))
    expect(await countDue(withDatabase(under.superuserUrl, 'triclic'))).toBe(0)
    // What still waits for its mail server stands there, sealed, once in each file.
    expect(queued()).toBeLessThan(before / 2)
    expect(stdout).not.toMatch(/\d{6}/)
  })
})

/** The last test: the stores hold planted numbers from here on. */
test('planted in these very stores, a number is found in every spelling', async () => {
  const planted = openCardDeck(randomFrom(99)).next().number
  await plant(planted, { ...under, redisUrl: under.product.redisUrl, folder: join(under.data, 'logs') })
  await flushStores(under.superuserUrl, under.product.redisUrl)
  const found = openScanner(canariesOf([planted], []))
  for (const folder of under.folders) await found.scanPath(folder)
  const places = Object.groupBy(
    found.hits,
    ({ place }) => /\/(base|pg_wal|redis|logs)\b/.exec(place)?.[1] ?? 'elsewhere',
  )
  for (const place of ['base', 'pg_wal', 'redis', 'logs'])
    for (const { name } of spellingsOf(planted))
      expect(
        places[place]?.some(({ spelling }) => spelling === name),
        `${name} in ${place}`,
      ).toBe(true)
  const torn = places['pg_wal']?.filter(
    ({ what, spelling, offset }) =>
      what === 'FULL' && spelling === 'plain' && (offset % WAL_PAGE) + planted.length > WAL_PAGE,
  )
  expect(torn?.length, 'over a border of two pages of the WAL').toBeGreaterThan(0)
})
