import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runTool } from '../../infra/local/process/run-tool.ts'
import { heapLimitMb } from '../../infra/local/product/programs.ts'
import type { Run } from '../../infra/local/product/run-file.ts'
import { findGnupg } from '../../infra/local/tools/find-gnupg.ts'
import { inspectorFlags } from '../custody/inspector.ts'
import { BANK } from './bank.ts'
import type { EngineCli } from './engine-cli.ts'
import { databaseUrl, redisUrl } from './prepare-compose.ts'
import type { ContainersFile } from './product-in-containers.ts'
import type { ComposeOptions, RunningCompose } from './running-compose.ts'
import { ORIGINS } from './variables.ts'

/** Folders of tests that can be run against the containers. */
export const SUITES = ['contract', 'custody'] as const
export type Suite = (typeof SUITES)[number]

/** Where the custody test's mail server and the inspectors of api and worker listen. */
export const CUSTODY_PORTS = { smtp: 4461, api: 4462, worker: 4463 } as const

/** What the containers must have so that the tests can be run against them. */
export function suiteOptions(name: Suite): Pick<ComposeOptions, 'smtpUrl' | 'overrides'> {
  if (name === 'contract') return {}
  const inspected = (program: 'api' | 'worker', script: string, flags: string[] = []) => ({
    environment: { WEBHOOKS_TO_LOOPBACK: 'on' },
    command: [
      ...['node', ...inspectorFlags(CUSTODY_PORTS[program])],
      ...[`--max-old-space-size=${heapLimitMb[program]}`, ...flags, script],
    ],
  })
  return {
    smtpUrl: `smtp://127.0.0.1:${CUSTODY_PORTS.smtp}`,
    overrides: {
      api: inspected('api', 'dist/src/bin/server.js', ['--max-semi-space-size=8']),
      worker: inspected('worker', 'dist/src/bin/worker.js'),
    },
  }
}

/** Runs the tests of a folder against the containers, one file after the other because all share one product. */
export async function runSuite(
  name: Suite,
  running: RunningCompose,
): Promise<{ passed: number; failed: number }> {
  const { folder, certificate, variables, engine } = running
  const [file, countsFile] = [join(folder, 'product.json'), join(folder, 'counts.json')]
  writeFileSync(file, JSON.stringify(await describeProduct(running)), { mode: 0o600 })
  const { code } = await runTool('vitest', ['run', '--no-file-parallelism', `tests/${name}/`], {
    inherit: true,
    env: {
      ...engine.env,
      PRODUCT_IN_CONTAINERS: file,
      NODE_EXTRA_CA_CERTS: certificate,
      COUNTS_FILE: countsFile,
      GPG_PATH: await findGnupg(() => undefined),
      TEST_DATABASE_OWNER_URL: databaseUrl('owner', variables),
      TEST_REDIS_URL: redisUrl(variables),
      TEST_API_ROLE_PASSWORD: variables['API_ROLE_PASSWORD'] ?? '',
      TEST_WORKER_ROLE_PASSWORD: variables['WORKER_ROLE_PASSWORD'] ?? '',
      DATABASE_TEMPLATE: 'triclic',
    },
  })
  const counts = existsSync(countsFile)
    ? (JSON.parse(readFileSync(countsFile, 'utf8')) as { passed: number; failed: number })
    : { passed: 0, failed: 0 }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

const VOLUMES = [
  ...['postgres', 'redis', 'kept-keys', 'fragment-public-keys', 'fragment-private-keys', 'media'],
  ...['caddy-data', 'caddy-config'],
]

async function describeProduct(running: RunningCompose): Promise<ContainersFile> {
  const { engine, compose, ids, variables, mailbox, demo } = running
  const volumeOf = (name: string) => folderOfVolume(engine, `${compose.project}_${name}`)
  const volumes = await Promise.all(VOLUMES.map(volumeOf))
  const logs = await Promise.all(Object.values(ids).map((id) => logsOf(engine, id)))
  const { postgres = '', redis = '', ...containers } = ids
  const run: Run = {
    ...ORIGINS,
    bank: BANK,
    mailbox: mailbox.url,
    smtp: variables['SMTP_URL'] ?? '',
    metrics: {
      api: 'http://127.0.0.1:4008/metrics',
      worker: 'http://127.0.0.1:4009/metrics',
      portal: 'http://127.0.0.1:4010/metrics',
      storefront: 'http://127.0.0.1:4011/metrics',
    },
    operator: null,
    health: 'http://127.0.0.1:4012',
    data: volumes,
    ...demo,
  }
  return {
    run,
    bareApi: 'http://127.0.0.1:4000',
    databaseOwnerUrl: databaseUrl('owner', variables),
    superuserUrl: databaseUrl('superuser', variables),
    redisUrl: redisUrl(variables),
    engine: engine.name,
    containers: { ...containers, PostgreSQL: postgres, Redis: redis },
    folders: [
      ...[...volumes, ...logs],
      ...[variables['BACKUP_FOLDER'] ?? '', variables['KEY_BACKUP_FOLDER'] ?? ''],
    ],
    redisFolder: await volumeOf('redis'),
    logs: logs[0] ?? '',
  }
}

async function folderOfVolume(engine: EngineCli, name: string): Promise<string> {
  return (await engine.run('volume', 'inspect', '--format', '{{.Mountpoint}}', name)).stdout.trim()
}

/** The folder in which the engine keeps the log of a container, and more of it. */
async function logsOf(engine: EngineCli, id: string): Promise<string> {
  const path = engine.name === 'podman' ? '.HostConfig.LogConfig.Path' : '.LogPath'
  return dirname((await engine.run('container', 'inspect', '--format', `{{${path}}}`, id)).stdout.trim())
}
