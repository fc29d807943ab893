import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEnvironment } from '../contract/environment.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { findViolation, spellingsOfCards } from './find-violation.ts'
import { generateAttack, KIND_NAMES, type Targets } from './generate-attack.ts'
import { hostileValues } from './hostile-values.ts'
import { createAttacker, type Answer } from './send-attack.ts'

/** 10,000 in `npm test`, 100,000 in `npm run test:attack`. */
const INPUTS = Number(process.env['ATTACK_INPUTS'] ?? 10_000)
/** Sent at the same time; the members sign in again before each batch, since an attack may have signed them out. */
const BATCH = 500
const CONNECTIONS = 16

const seed = seedOfRun()
const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())
const { run, product } = environment

const deck = createCardDeck(randomFrom(seed).fork('cards'))
const cards = Array.from({ length: 20 }, () => deck.next().number)
const forbidden = spellingsOfCards(cards)
const shops = run.shops.filter(({ banks }) => banks.length > 0)

const signInAll = async (): Promise<Targets> => ({
  shops,
  members: await Promise.all(
    shops.map(async ({ slug }) => {
      const { token } = await signIn(run.api, slug, findMember(run, slug))
      return { authorization: `Bearer ${token}`, 'x-shop': slug }
    }),
  ),
})

/** What the API has logged, one line each. */
const readLog = (): string[] => {
  const folder = run.data.find((path) => path.endsWith('logs')) ?? ''
  return readdirSync(folder)
    .filter((name) => name.startsWith('api'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
}

test(
  `${INPUTS} generated requests cause no server error, and show no card number in an answer or the log`,
  async () => {
    const attacker = createAttacker(run.api, CONNECTIONS)
    const pid = product.pids()['api']
    const violations: string[] = []
    const kinds = new Map<string, number>()
    const statuses = new Map<number, number>()
    const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1)

    for (let sent = 0; sent < INPUTS && violations.length === 0; sent += BATCH) {
      const random = randomFrom(seed).fork(`batch ${sent}`)
      const hostile = hostileValues(random, cards)
      const targets = await signInAll()
      const attacks = Array.from({ length: Math.min(BATCH, INPUTS - sent) }, () =>
        generateAttack(random, hostile, targets),
      )
      await Promise.all(
        attacks.map(async (attack) => {
          const answer = await attacker.send(attack).catch((error: unknown): Answer => {
            violations.push(`no answer (${String(error)}) to ${JSON.stringify(attack)}`)
            return { status: 0, text: '' }
          })
          count(kinds, attack.kind)
          if (!answer) return
          count(statuses, answer.status)
          const violation = findViolation(answer, forbidden)
          if (violation) violations.push(`${violation} in the answer to ${JSON.stringify(attack)}`)
        }),
      )
    }
    attacker.stop()

    const log = readLog()
    if (violations.length === 0) expect(log.length, 'lines of the log').toBeGreaterThan(INPUTS / 2)
    violations.push(...log.filter((line) => /"level":[56]0/.test(line)))
    expect(violations, `SEED=${seed} repeats this run`).toEqual([])
    expect(log.filter((line) => forbidden.some((digits) => line.includes(digits))).length).toBe(0)
    expect(product.pids()['api']).toBe(pid)
    expect((await fetch(`${run.api}/health/ready`)).status).toBe(200)

    // The requests must reach what they attack: resolvers answer 200, parsers and limits refuse.
    expect([...kinds.keys()].sort()).toEqual([...KIND_NAMES].sort())
    for (const status of [200, 400, 404])
      expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(INPUTS / 50)
    process.stdout.write(`attack: seed ${seed}: ${JSON.stringify(Object.fromEntries(statuses))}\n`)
  },
  60_000 + INPUTS * 30,
)
