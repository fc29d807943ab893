import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { startMailbox, type Mailbox } from '../../infra/local/mailbox/mailbox.ts'
import type { Demo } from '../../infra/local/product/run-file.ts'
import { startBank } from './bank.ts'
import { composeIn, variablesFileIn, type Compose, type ServiceOverride } from './compose.ts'
import { engineCli, type EngineCli } from './engine-cli.ts'
import { keepCheckingHealth, untilHealthy } from './health-checks.ts'
import { createHeldMails, type HeldMails } from './held-mails.ts'
import { startPodmanService } from './podman-service.ts'
import { makeBackupKeys, seedDemoShops } from './prepare-compose.ts'
import { createVariables, ORIGINS, storefrontShops } from './variables.ts'

/** The services that run all the time, in the order in which they are stopped. */
export const SERVICES = [
  ...['caddy', 'docs', 'storefront', 'portal', 'api', 'worker', 'keys', 'backup', 'redis', 'postgres'],
] as const

export interface RunningCompose {
  engine: EngineCli
  compose: Compose
  mailbox: Mailbox
  heldMails: HeldMails
  demo: Demo
  /** The id of each service's container. */
  ids: Record<string, string>
  variables: Record<string, string>
  /** The files of the test and of the bank sandbox. */
  folder: string
  /** The file with Caddy's certificate. */
  certificate: string
}

export interface ComposeOptions {
  engine: 'docker' | 'podman'
  /** The images of PostgreSQL, Redis and Caddy. */
  images: Record<string, string>
  /** In place of the mailbox of the test. */
  smtpUrl?: string | undefined
  overrides?: Record<string, ServiceOverride>
  say: (line: string) => void
  /** Gives up when it is aborted. */
  signal: AbortSignal
}

/** What is taken back by {@link stopEverything}, newest first. */
const undo: (() => unknown)[] = []

/** Starts infra/compose.yml with the demo shops and the bank sandbox, and trusts Caddy's certificates in this process. */
export async function startCompose(options: ComposeOptions): Promise<RunningCompose> {
  const { say, signal } = options
  const folder = mkdtempSync(join(tmpdir(), 'triclic-images-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  let env: Record<string, string> = {}
  if (options.engine === 'podman') {
    const service = await startPodmanService(folder)
    undo.push(service.stop)
    env = service.env
  }
  const engine = engineCli(options.engine, env)
  const heldMails = createHeldMails()
  const { hold } = heldMails
  const mailbox = await startMailbox({ folder: join(folder, 'mails'), httpPort: 0, smtpPort: 0, hold })
  undo.push(mailbox.stop)
  const compose = composeIn(folder, overridesOf(folder, options), env)
  let variables = createVariables(options.smtpUrl ?? mailbox.smtp, folder)
  compose.setVariables(variables)
  const down = () => compose.run('down', '--volumes', '--timeout', '5')
  readLogs = async () => (await compose.run('logs', '--no-color', '--tail', '10')).stdout
  // Of a test that was killed.
  await down()
  undo.push(down)
  undo.push(keepCheckingHealth(engine))

  variables = { ...variables, ...(await makeBackupKeys(compose, variables)) }
  compose.setVariables(variables)
  say('Starting PostgreSQL, Redis, migration and keys')
  await compose.run('up', '--detach', '--no-build', 'migrate', 'redis', 'keys')
  signal.throwIfAborted()
  say('Creating the demo shops')
  const payboxKeyFile = join(folder, 'paybox-key.pem')
  const demo = await seedDemoShops(compose, variables, payboxKeyFile)
  variables = { ...variables, STOREFRONT_SHOPS: storefrontShops(demo) }
  compose.setVariables(variables)
  signal.throwIfAborted()
  say('Starting all services')
  await compose.run('up', '--detach', '--no-build')
  const ids = await containersOf(compose)
  await untilHealthy(engine, ids, signal)
  const certificate = join(folder, 'caddy.crt')
  await trustCaddy(engine, ids['caddy'] ?? '', certificate)
  const logs = join(folder, 'logs')
  mkdirSync(logs)
  undo.push(await startBank({ demo, payboxKeyFile, certificate, logs }))
  return {
    ...{ engine, compose, mailbox, heldMails, demo, ids, variables, folder, certificate },
  }
}

/** The id of each service's container. */
export async function containersOf(compose: Compose): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const service of SERVICES) ids[service] = await compose.idOf(service)
  return ids
}

/** The last lines that each container wrote, for whoever looks for the cause of a failure. */
export const lastLines = async (): Promise<string> => (await readLogs()).replaceAll(/^(?=.)/gm, '  ')

let readLogs = async (): Promise<string> => ''

/** Stops and removes all that {@link startCompose} has started, however far it came. */
export async function stopEverything(): Promise<void> {
  readLogs = async () => ''
  for (let step = undo.pop(); step; step = undo.pop()) await step()
}

/** The images, the variables of the test in place of infra/.env, and what the test overrides. */
function overridesOf(
  folder: string,
  { images, overrides = {} }: ComposeOptions,
): Record<string, ServiceOverride> {
  const services: Record<string, ServiceOverride> = {
    backup: { volumes: [`${variablesFileIn(folder)}:/run/triclic/.env:ro`] },
  }
  for (const [name, image] of Object.entries(images)) services[name] = { ...services[name], image }
  for (const [name, override] of Object.entries(overrides))
    services[name] = { ...services[name], ...override }
  return services
}

async function trustCaddy(engine: EngineCli, caddy: string, certificate: string): Promise<void> {
  const { stdout } = await engine.exec(caddy, 'cat', '/data/caddy/pki/authorities/local/root.crt')
  writeFileSync(certificate, stdout)
  tls.setDefaultCACertificates([...tls.getCACertificates(), stdout])
  await fetch(`${ORIGINS.api}/health/live`)
}
