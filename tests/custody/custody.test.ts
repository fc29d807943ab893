import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mail } from '../../infra/local/mailbox/mail-files.ts'
import { startTestGnupg, type TestGnupg } from '../../services/api/test/gnupg.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { headerOf, lastSixDigitsOf } from '../traffic/mailbox.ts'
import { randomFrom } from '../traffic/random.ts'
import { canariesOf } from './canaries.ts'
import {
  countDue,
  countSealedFragments,
  endRetention,
  flushStores,
  scanRows,
  withDatabase,
} from './flush-stores.ts'
import { isEncrypted, readMail } from './open-pgp.ts'
import { plant } from './plant.ts'
import { scanMemory } from './process-memory.ts'
import { SERVERS, startProductUnderTest, type ProductUnderTest } from './product-under-test.ts'
import { countHits, longHits, shortHits } from './report.ts'
import { enterCards } from './enter-cards.ts'
import { scanDownloads } from './scan-downloads.ts'
import { createScanner, type Scanner } from './scanner.ts'
import type { Scenario } from './scenario.ts'
import { spellingsOf } from './spellings.ts'
import { markedLines, storedMails, withoutMarkedDigits } from './stored-mails.ts'
import { WAL_PAGE } from './wal-seams.ts'

/** 20 in `npm test`, 200 in `npm run test:custody`. */
const ORDERS = Number(process.env['CUSTODY_ORDERS'] ?? 20)

const began = Date.now()
const say = (line: string) =>
  void process.stdout.write(`custody: ${((Date.now() - began) / 1000).toFixed(1)} s: ${line}\n`)

let under: ProductUnderTest
let gnupg: TestGnupg
let scenario: Scenario
let [decoys, repeatedNumbers]: [string[], string[]] = [[], []]

function newScanner(): Scanner {
  return createScanner(canariesOf([...new Set(scenario.entered.map(({ number }) => number))], decoys))
}

beforeAll(
  async () => {
    gnupg = startTestGnupg()
    under = await startProductUnderTest()
    say('the product is ready')
    ;({ scenario, decoys, repeatedNumbers } = await enterCards(under, gnupg, ORDERS, say))
  },
  240_000 + ORDERS * 5_000,
)
afterAll(async () => {
  gnupg?.stop()
  await under?.stop()
})

const MAX_HEAP_SCANS = 3

async function scanHeap(name: 'api' | 'worker', numbers: boolean): Promise<Scanner> {
  const { file, stringsFrom } = await under.snapshot(name, numbers)
  const found = newScanner()
  await found.scanFile(file, `heap of ${name}`, stringsFrom)
  say(`heap of ${name} scanned: ${Math.round(found.bytes / 1e6)} MB`)
  expect(found.bytes - stringsFrom).toBeGreaterThan(1_000_000)
  return found
}

/** No number, and no more last six digits than by chance. */
function expectNoCardDigits(found: Scanner): void {
  expect(longHits(found.hits)).toEqual([])
  const { entered, decoys: chance } = shortHits(found.hits)
  expect(entered.length, entered.join('\n')).toBeLessThanOrEqual(chance.length)
}

test('a number sent in a wrong place neither appears in the response nor causes a server error', () => {
  expect(repeatedNumbers).toEqual([])
})

describe('files, with the stores flushed', () => {
  let found: Scanner

  beforeAll(async () => {
    await flushStores(under.superuserUrl, under.product.redisUrl)
    found = newScanner()
    for (const folder of under.folders()) await found.scanPath(folder)
    const tables = await scanRows(found, withDatabase(under.superuserUrl, 'triclic'))
    say(`${tables} tables, ${Math.round(found.bytes / 1e6)} MB scanned`)
  }, 300_000)

  test('no file of PostgreSQL, Redis or the logs contains a card number, kept digits of nine or more, or the last six digits of an entered card more often than by chance', () => {
    expect(found.bytes).toBeGreaterThan(50_000_000)
    expectNoCardDigits(found)
  })
})

describe('processes', () => {
  test('no environment and no command line contains card digits', () => {
    const found = newScanner()
    if (process.platform !== 'linux') return
    for (const [name, pid] of Object.entries(under.product.pids()))
      for (const file of ['environ', 'cmdline'])
        found.scanBytes(readFileSync(`/proc/${pid}/${file}`), `${file} of ${name}`)
    expect(found.bytes).toBeGreaterThan(1_000)
    expect([...longHits(found.hits), ...shortHits(found.hits).entered]).toEqual([])
  })

  test('no metric contains card digits', async () => {
    const found = newScanner()
    for (const [name, url] of Object.entries(under.product.run.metrics))
      found.scanBytes(Buffer.from(await (await fetch(url)).arrayBuffer()), `metrics of ${name}`)
    expect(found.bytes).toBeGreaterThan(10_000)
    expectNoCardDigits(found)
  })

  test.each(['api', 'worker'] as const)(
    'the heap of %s contains no card digits',
    { timeout: 600_000 },
    async (name) => {
      // A mail that is being sent, or a chance number, may show up in one scan; digits that stay in memory show up in
      // every scan.
      for (let scan = 1; ; scan++) {
        const found = await scanHeap(name, scan === 1)
        const { entered, decoys: chance } = shortHits(found.hits)
        expect(longHits(found.hits)).toEqual([])
        if (entered.length <= chance.length) return
        expect(scan, entered.join('\n')).toBeLessThan(MAX_HEAP_SCANS)
        await pause(15_000)
      }
    },
  )

  test('the memory of the worker contains no marked line of an OpenPGP-encrypted mail', () => {
    const needles = [...scenario.encrypted].flatMap((name, card) =>
      markedLines(scenario.lastSixOf.get(name) ?? '', card),
    )
    expect(needles.length).toBeGreaterThan(0)
    const found = createScanner({ needles, runs: new Map() })
    const reason = scanMemory(found, under.product.pids()['worker'] ?? 0, 'worker')
    say(reason ?? `memory of worker scanned for ${needles.length} marked lines`)
    if (!reason) expect(found.bytes).toBeGreaterThan(10_000_000)
    expect(longHits(found.hits)).toEqual([])
  }, 600_000)

  test('the memory of every process can be scanned, and its content is reported', () => {
    for (const name of ORDERS > 20 ? SERVERS : SERVERS.slice(0, 2)) {
      const found = newScanner()
      const reason = scanMemory(found, under.product.pids()[name] ?? 0, name)
      say(reason ?? `memory of ${name}, ${Math.round(found.bytes / 1e6)} MB: ${countHits(found.hits)}`)
      if (!reason) expect(found.bytes).toBeGreaterThan(10_000_000)
    }
  }, 600_000)
})

test('no list of orders, tax total or invoice that a member downloads, and no webhook, contains card digits', async () => {
  const found = newScanner()
  const { orders, invoices, webhooks } = await scanDownloads(found, scenario)
  expect(orders).toBeGreaterThan(ORDERS)
  expect(Math.min(invoices, webhooks)).toBeGreaterThan(0)
  expectNoCardDigits(found)
})

describe('mails', () => {
  const nameOf = (mail: Mail) => `${headerOf(mail, 'x-triclic-order')} ${headerOf(mail, 'x-triclic-payment')}`
  let mails: Mail[]
  let fragments: Mail[]

  beforeAll(async () => {
    mails = await storedMails(under.smtp.mails)
    fragments = mails.filter(
      (mail) => headerOf(mail, 'x-triclic-mail') === 'card-fragment' && scenario.lastSixOf.has(nameOf(mail)),
    )
  })

  test('card-fragment mails contain the last six digits of their own card on one marked line', async () => {
    expect(fragments.length).toBeGreaterThan(ORDERS / 2)
    for (const mail of fragments) {
      const read = await readMail(mail, gnupg)
      expect(lastSixDigitsOf(read) === scenario.lastSixOf.get(nameOf(mail)), nameOf(mail)).toBe(true)
    }
  })

  test('exactly the card-fragment mails of the shop with an OpenPGP key are encrypted', () => {
    const mustBeEncrypted = fragments.map((mail) => scenario.encrypted.has(nameOf(mail)))
    expect(mustBeEncrypted.filter(Boolean).length).toBeGreaterThan(ORDERS / 9)
    expect(fragments.map(isEncrypted)).toEqual(mustBeEncrypted)
  })

  test('no mail contains other card digits in clear', async () => {
    const found = newScanner()
    for (const mail of mails) {
      const lastSix = isEncrypted(mail) ? undefined : scenario.lastSixOf.get(nameOf(mail))
      const text = [mail.raw, mail.text, mail.html, JSON.stringify(mail.headers)].join('\n')
      found.scanBytes(
        Buffer.from(withoutMarkedDigits(text, lastSix)),
        `mail ${headerOf(mail, 'x-triclic-mail')}`,
      )
    }
    expectNoCardDigits(found)
  })
})

describe('the erase command', () => {
  test('erases what is due, reports counts, and removes processed card fragments from the files of Redis', async () => {
    const before = countSealedFragments(under.redisFolder)
    expect(await endRetention(withDatabase(under.superuserUrl, 'triclic'))).toBeGreaterThan(0)
    const { code, stdout } = await under.erase()
    expect(code).toBe(0)
    const report = JSON.parse(stdout) as Record<string, unknown>
    const keys = under.erasesKeys ? [] : null
    expect(report).toMatchObject({ msg: 'erased', keys, redisFiles: 'rewritten' })
    expect(report['keptCards']).toEqual(expect.any(Number))
    expect(await countDue(withDatabase(under.superuserUrl, 'triclic'))).toBe(0)
    // Fragments that wait for the mail server remain, sealed, once in each file.
    expect(countSealedFragments(under.redisFolder)).toBeLessThan(before / 2)
    expect(stdout).not.toMatch(/\d{6}/)
  })
})

/** Must be the last test, since it plants numbers in the stores. */
test('a number planted in the stores is found in every spelling', async () => {
  const planted = createCardDeck(randomFrom(99)).next().number
  await plant(planted, { ...under, redisUrl: under.product.redisUrl, folder: under.logs })
  await flushStores(under.superuserUrl, under.product.redisUrl)
  const found = createScanner(canariesOf([planted], []))
  for (const folder of under.folders()) await found.scanPath(folder)
  const places = Object.groupBy(found.hits, ({ place }) => {
    if (place.startsWith(under.redisFolder)) return 'redis'
    if (place.startsWith(under.logs)) return 'logs'
    return /\/(base|pg_wal)\//.exec(place)?.[1] ?? 'elsewhere'
  })
  for (const place of ['base', 'pg_wal', 'redis', 'logs'])
    for (const { name } of spellingsOf(planted))
      expect(
        places[place]?.some(({ spelling }) => spelling === name),
        `${name} in ${place}`,
      ).toBe(true)
  const split = places['pg_wal']?.filter(
    ({ part, spelling, offset }) =>
      part === 'FULL' && spelling === 'plain' && (offset % WAL_PAGE) + planted.length > WAL_PAGE,
  )
  expect(split?.length, 'across the border of two WAL pages').toBeGreaterThan(0)
})
