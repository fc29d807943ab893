import { setTimeout as pause } from 'node:timers/promises'
import { readPosition } from '../../infra/backup/repository/position.ts'
import { untilHealthy } from './health-checks.ts'
import type { Check, PlacedOrder } from './order-through-caddy.ts'
import { containersOf, type RunningCompose } from './running-compose.ts'

/** Waits until all that has been committed so far is in the backups. @throws after two minutes, and when `signal` is aborted */
export async function untilBackedUp({ variables }: RunningCompose, signal: AbortSignal): Promise<void> {
  const now = Date.now()
  for (;;) {
    const position = await readPosition(variables['BACKUP_FOLDER'] ?? '')
    if (position && Date.parse(position.recoverableTo) >= now) return
    if (Date.now() > now + 120_000) throw new Error('Nothing was backed up for two minutes.')
    await pause(500, undefined, { signal })
  }
}

const LOST = ['postgres', 'redis', 'media', 'kept-keys']

/** Removes containers and volumes, restores them as docs/backups.md says, and asks for an order that was paid before. */
export async function restoreEverything(
  { engine, compose }: RunningCompose,
  paid: PlacedOrder,
  check: Check,
  signal: AbortSignal,
): Promise<void> {
  await compose.run('rm', '--force', '--stop')
  await engine.run('volume', 'rm', ...LOST.map((name) => `${compose.project}_${name}`))
  const restore = (...args: string[]) =>
    compose.run('run', '--rm', '-T', 'restore', ...args, '--identity', '/identities/backups.key')
  await restore('files', '--key-identity', '/identities/key-backups.key')
  await compose.run('up', '--detach', '--no-build', 'postgres', 'redis')
  const { stdout } = await restore('finish')
  await compose.run('up', '--detach', '--no-build')
  await untilHealthy(engine, await containersOf(compose), signal)
  const seen = await paid.visitor.order(paid.order)
  check(
    'an order is there again after a restore',
    seen?.status === 'PAID',
    `${seen?.status}, ${stdout.trim()}`,
  )
}
