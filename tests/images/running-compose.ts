import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { startMailbox, type Mailbox } from '../../infra/local/mailbox/mailbox.ts'
import type { Demo } from '../../infra/local/product/run-file.ts'
import { composeIn, type Compose } from './compose.ts'
import { engineCli, type EngineCli } from './engine-cli.ts'
import { keepCheckingHealth, untilHealthy } from './health-checks.ts'
import { startPodmanService } from './podman-service.ts'
import { createVariables, ORIGINS, storefrontShops } from './variables.ts'

/** The services that run all the time, in the order in which they are stopped. */
export const SERVICES = [
  ...['caddy', 'storefront', 'portal', 'api', 'worker', 'keys', 'redis', 'postgres'],
] as const

export interface RunningCompose {
  engine: EngineCli
  compose: Compose
  mailbox: Mailbox
  demo: Demo
  /** The id of each service's container. */
  ids: Record<string, string>
}

/** What is taken back by {@link stopEverything}, newest first. */
const undo: (() => unknown)[] = []

/** Starts infra/compose.yml with the demo shops, and trusts Caddy's certificates in this process. Gives up when `signal` is aborted. */
export async function startCompose(
  engineName: 'docker' | 'podman',
  images: Record<string, string>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningCompose> {
  const folder = mkdtempSync(join(tmpdir(), 'triclic-images-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  let env: Record<string, string> = {}
  if (engineName === 'podman') {
    const service = await startPodmanService(folder)
    undo.push(service.stop)
    env = service.env
  }
  const engine = engineCli(engineName, env)
  const mailbox = await startMailbox({ folder: join(folder, 'mails'), httpPort: 0, smtpPort: 0 })
  undo.push(mailbox.stop)
  const compose = composeIn(folder, { images, env })
  const variables = createVariables(mailbox.smtp)
  compose.setVariables(variables)
  undo.push(() => compose.run('down', '--volumes', '--timeout', '5'))
  undo.push(keepCheckingHealth(engine))

  say('Starting PostgreSQL, Redis, migration and keys')
  await compose.run('up', '--detach', '--no-build', 'migrate', 'redis', 'keys')
  signal.throwIfAborted()
  say('Creating the demo shops')
  const demo = await seedDemoShops(compose, variables)
  compose.setVariables({ ...variables, STOREFRONT_SHOPS: storefrontShops(demo) })
  signal.throwIfAborted()
  say('Starting all services')
  await compose.run('up', '--detach', '--no-build')
  const ids: Record<string, string> = {}
  for (const service of SERVICES) ids[service] = await compose.idOf(service)
  await untilHealthy(engine, Object.values(ids), signal)
  await trustCaddy(engine, ids['caddy'] ?? '')
  return { engine, compose, mailbox, demo, ids }
}

/** Stops and removes all that {@link startCompose} has started, however far it came. */
export async function stopEverything(): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step()
}

/** Runs the seed program of the image, with the rights of the owner of the database. */
async function seedDemoShops(compose: Compose, variables: Record<string, string>): Promise<Demo> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const settings = {
    DATABASE_OWNER_URL: `postgres://triclic_owner:${variables['OWNER_PASSWORD']}@127.0.0.1:4006/triclic`,
    STOREFRONT_PORT: '4445',
    BANK_URL: 'http://127.0.0.1:9',
    PAYBOX_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    DEMO_FILE: '/tmp/demo.json',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  const { stdout } = await compose.run(
    ...['run', '--rm', '-T', ...flags, 'api', 'node', 'dist/seed/seed.js', '--demo'],
  )
  return JSON.parse(stdout) as Demo
}

async function trustCaddy(engine: EngineCli, caddy: string): Promise<void> {
  const { stdout } = await engine.exec(caddy, 'cat', '/data/caddy/pki/authorities/local/root.crt')
  tls.setDefaultCACertificates([...tls.getCACertificates(), stdout])
  await fetch(`${ORIGINS.api}/health/live`)
}
