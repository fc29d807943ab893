import { expect } from 'vitest'
import type { TestGnupg } from '../../services/api/test/gnupg.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import type { ProductUnderTest } from './product-under-test.ts'
import { runCanaryCheckouts, runOtherCheckouts } from './run-checkouts.ts'
import { createScenario, type Scenario } from './scenario.ts'
import { sendMisplacedNumbers } from './send-misplaced-numbers.ts'

export interface EnteredCards {
  scenario: Scenario
  /** As many numbers as were entered, but never sent: what a scan finds of them is chance. */
  decoys: string[]
  /** Responses that repeated a number that was sent in a wrong place. */
  repeatedNumbers: string[]
}

/** Enters canary cards in all shops, and in every wrong place, while processes are killed and mails bounce; then other cards. */
export async function enterCards(
  under: ProductUnderTest,
  gnupg: TestGnupg,
  orders: number,
  say: (line: string) => void,
): Promise<EnteredCards> {
  const seed = seedOfRun()
  say(`repeat the cards of this run with SEED=${seed}`)
  const scenario = await createScenario(under, randomFrom(seed), gnupg)
  await runCanaryCheckouts(scenario, orders, (name) => {
    const pid = under.product.pids()[name]
    if (pid) process.kill(pid, 'SIGKILL')
  })
  say(`${orders} canary checkouts done, ${under.smtp.bounced} mails bounced`)
  expect(under.smtp.bounced).toBeGreaterThan(0)
  const repeatedNumbers = await sendMisplacedNumbers(scenario)
  say('numbers sent in every wrong place')
  const decoys = scenario.entered.map(() => scenario.deck.next().number)
  await runOtherCheckouts(scenario, orders)
  say(`${orders} other checkouts done`)
  return { scenario, decoys, repeatedNumbers }
}
