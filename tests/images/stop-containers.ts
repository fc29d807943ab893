import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { allMails, headerOf, waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { untilHealthy } from './health-checks.ts'
import type { Check } from './order-through-caddy.ts'
import { SERVICES, type RunningCompose } from './running-compose.ts'
import { ORIGINS } from './variables.ts'

/** The engine kills a container that has not stopped then. Nothing is in progress, so a second is long; PostgreSQL first writes what it has in memory. */
const IDLE_SECONDS: Record<string, string> = { postgres: '20' }

/** As `stop_grace_period` of the worker in compose.yml. */
const WORKER_SECONDS = '40'

/** A loop of the shell ends by the signal; everything else ends by itself. */
const EXIT_CODES: Record<string, number> = { keys: 128 + 15 }

/** Stops each service while nothing is in progress, and returns the milliseconds that each took. */
export async function stopContainers(
  { engine, ids }: RunningCompose,
  check: Check,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const service of SERVICES) {
    const id = ids[service] ?? ''
    const startedAt = performance.now()
    const seconds = IDLE_SECONDS[service] ?? '1'
    await engine.run('stop', '--time', seconds, id)
    times[service] = Math.round(performance.now() - startedAt)
    const { exitCode } = await engine.state(id)
    check(
      `${service} stops by itself within ${seconds} s`,
      exitCode === (EXIT_CODES[service] ?? 0),
      `exit code ${exitCode}`,
    )
  }
  return times
}

/** Stops the worker while a mail is being sent: it waits for the mail server, and sends nothing twice when it runs again. */
export async function stopWorkerWhileMailing(
  { engine, ids, demo, mailbox, heldMails }: RunningCompose,
  check: Check,
  signal: AbortSignal,
): Promise<void> {
  const worker = ids['worker'] ?? ''
  const visitor = createVisitor(ORIGINS.api, demo.shops[0]?.key ?? '')
  heldMails.begin()
  const order = await placeSampleOrder(visitor, randomFrom(seedOfRun()))
  await heldMails.untilOneWaits
  // Not the state that the engine reports: podman's is `stopping`.
  const { pid } = await engine.state(worker)
  const stopping = engine.run('stop', '--time', WORKER_SECONDS, worker)
  await pause(3_000)
  check('the worker waits for the mail that it sends', existsSync(`/proc/${pid}`))
  heldMails.release()
  await stopping
  const { exitCode } = await engine.state(worker)
  check('the worker stops once the mail is sent', exitCode === 0, `exit code ${exitCode}`)
  await engine.run('start', worker)
  await untilHealthy(engine, { worker }, signal)
  await waitForMail(mailbox.url, order.code, 'order-confirmation')
  // A later order is mailed: whatever was due before it has been sent.
  const next = await placeSampleOrder(visitor, randomFrom(seedOfRun()))
  await waitForMail(mailbox.url, next.code, 'order-confirmation')
  const messageIds = (await allMails(mailbox.url)).map((mail) => headerOf(mail, 'message-id'))
  check(
    'no mail was sent twice',
    new Set(messageIds).size === messageIds.length,
    `${messageIds.length} mails`,
  )
}
