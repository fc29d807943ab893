import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../infra/local/places.ts'
import { runTool } from '../../infra/local/run-tool.ts'
import { openCardDeck } from '../traffic/cards.ts'
import { headerOf } from '../traffic/mailbox.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { canariesOf } from './canaries.ts'
import { signInAll } from './checkouts.ts'
import type { World } from './checkouts.ts'
import { driveCanaries, driveOthers } from './drive.ts'
import { countDue, flushStores, makeDue, scanRows } from './flush-stores.ts'
import { keptMails } from './kept-mails.ts'
import { plant } from './plant.ts'
import { scanMemory } from './process-memory.ts'
import { describeHit, longHits, shortHits } from './report.ts'
import { openScanner } from './scanner.ts'
import type { Scanner } from './scanner.ts'
import { sendStrays } from './send-strays.ts'
import { spellingsOf } from './spellings.ts'
import { digitsAlreadyThere, filesUnder, startProductUnderTest } from './world.ts'
import type { ProductUnderTest } from './world.ts'

/** 20 under `npm test`; `npm run test:custody` asks for 200. */
const ORDERS = Number(process.env['CUSTODY_ORDERS'] ?? 20)

const began = Date.now()
const say = (line: string) =>
  void process.stdout.write(`custody: ${((Date.now() - began) / 1000).toFixed(1)} s: ${line}\n`)

let under: ProductUnderTest
let world: World
let decoys: string[]
let strayProblems: string[]

function scanner(): Scanner {
  return openScanner(canariesOf([...new Set(world.entered.map(({ number }) => number))], decoys))
}

beforeAll(
  async () => {
    under = await startProductUnderTest()
    const { product, smtp } = under
    say('the product runs')
    const before = [
      ...under.folders.flatMap(filesUnder).map((path) => ({ path, from: 0 })),
      ...(await Promise.all([under.snapshot('api'), under.snapshot('worker')])).map(
        ({ file, stringsFrom }) => ({
          path: file,
          from: stringsFrom,
        }),
      ),
    ]
    const seed = seedOfRun()
    const random = randomFrom(seed)
    const deck = openCardDeck(random.fork('cards'), digitsAlreadyThere(before))
    say(`SEED=${seed} repeats the cards of this run`)
    world = {
      run: product.run,
      smtp,
      random: random.fork('choices'),
      deck,
      merchants: await signInAll(product.run),
      entered: [],
      sixOf: new Map(),
      refusing: new Set(),
      dropping: new Set(),
    }
    smtp.fate = (to, raw) => {
      if (raw === '') return to.startsWith('payments@maison') && smtp.bounced < 3 ? 'refuseRecipient' : 'take'
      const code = /^X-Triclic-Order: (\S+)/im.exec(raw)?.[1] ?? ''
      if (!/^X-Triclic-Mail: card-fragment/im.test(raw)) return 'take'
      if (world.refusing.has(code)) return 'refuseMail'
      return world.dropping.delete(code) ? 'drop' : 'take'
    }
    await driveCanaries(world, ORDERS, (name) => {
      const pid = product.pids()[name]
      if (pid) process.kill(pid, 'SIGKILL')
    })
    say(`${ORDERS} orders are through, ${smtp.bounced} mails bounced`)
    strayProblems = await sendStrays(world)
    say('every stray was answered')
    decoys = world.entered.map(() => deck.next().number)
    await driveOthers(world, ORDERS)
    say('as many other orders are through')
  },
  240_000 + ORDERS * 5_000,
)
afterAll(() => under?.stop(), 60_000)

const HEAP_LOOKS = 3

async function searchHeap(name: 'api' | 'worker'): Promise<Scanner> {
  const { file, stringsFrom } = await under.snapshot(name)
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
  }, 120_000)

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
    expect(found.hits.map(describeHit)).toEqual([])
  })

  test.each(['api', 'worker'] as const)('the heap of %s holds none', async (name) => {
    // A mail under way may be met once; what one place keeps is there at every look.
    for (let look = 1; ; look++) {
      const found = await searchHeap(name)
      const { entered, decoys: chance } = shortHits(found.hits)
      expect(longHits(found.hits)).toEqual([])
      if (entered.length <= chance.length) return
      expect(look, entered.join('\n')).toBeLessThan(HEAP_LOOKS)
      await pause(15_000)
    }
  })

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
  test('hold their own six digits on their marked line, twice with HTML, and nothing more', async () => {
    const mails = await keptMails(under.smtp.mails)
    const fragments = mails.filter((mail) => headerOf(mail, 'x-triclic-mail') === 'card-fragment')
    const own = fragments.map((mail) =>
      world.sixOf.get(`${headerOf(mail, 'x-triclic-order')} ${headerOf(mail, 'x-triclic-payment')}`),
    )
    expect(own.filter((six) => six !== undefined).length).toBeGreaterThan(ORDERS / 2)

    const found = scanner()
    for (const mail of mails) {
      const code = headerOf(mail, 'x-triclic-order') ?? ''
      const six = world.sixOf.get(`${code} ${headerOf(mail, 'x-triclic-payment')}`)
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
        .map((file) => readFileSync(file, 'latin1').split('"encapsulated"').length - 1)
        .reduce((sum, count) => sum + count, 0)
    const before = queued()
    await makeDue(withDatabase(under.superuserUrl, 'triclic'))
    const { code, stdout } = await runTool(process.execPath, [join(root, 'services/api/dist/src/erase.js')], {
      env: under.product.eraseEnv,
      alone: true,
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

/** Only where the line says what it is, and only the six that are its own. */
const withoutMarkedLine = (text: string, six: string | undefined): string =>
  six ? text.replaceAll(new RegExp(`((?:chiffres : |digits: ))${six}(?!\\d)`, 'g'), '$1') : text

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
}, 60_000)

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
