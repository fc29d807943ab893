import { readFileSync } from 'node:fs'
import { treeOf } from './container-processes.ts'
import type { Check } from './order-through-caddy.ts'
import type { RunningCompose } from './running-compose.ts'

/** Masks of /proc: CAP_NET_BIND_SERVICE; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH. */
const ALLOWED: Record<string, bigint> = { caddy: 1n << 10n, backup: (1n << 1n) | (1n << 2n) }

const EXPECTED_USER: Record<string, number> = { postgres: 999, redis: 999, caddy: 0, backup: 0 }
const NODE_USER = 1000

/** Folders that a service may read but not write. */
const READ_ONLY_FOLDERS: Record<string, string[]> = {
  api: ['/keys/kept', '/keys/fragment-public'],
  backup: ['/media', '/keys/kept'],
  worker: ['/keys/fragment-private'],
}

/** User, capabilities, privileges and files of each container, as the kernel sees them. */
export async function checkContainers({ engine, ids }: RunningCompose, check: Check): Promise<void> {
  for (const [service, id] of Object.entries(ids)) {
    const { pid } = await engine.state(id)
    for (const process of treeOf(pid)) checkProcess(service, process, check)
    const probe = await engine.exec(id, 'touch', '/probe')
    check(
      `${service} cannot write to its root`,
      /read-only file system/i.test(probe.output),
      probe.output.trim(),
    )
    for (const folder of READ_ONLY_FOLDERS[service] ?? []) {
      const { output } = await engine.exec(id, 'touch', `${folder}/probe`)
      check(`${service} cannot write to ${folder}`, /read-only file system/i.test(output), output.trim())
    }
  }
}

function checkProcess(service: string, pid: number, check: Check): void {
  const status = processStatus(pid)
  const name = `${service} (${status('Name')})`
  const user = EXPECTED_USER[service] ?? NODE_USER
  for (const id of ['Uid', 'Gid'])
    check(`${name} runs as ${user}`, status(id) === String(user), `${id} ${status(id)}`)
  for (const set of ['CapEff', 'CapPrm', 'CapInh', 'CapBnd', 'CapAmb'])
    check(
      `${name} has no other capability (${set})`,
      (BigInt(`0x${status(set)}`) & ~(ALLOWED[service] ?? 0n)) === 0n,
      status(set),
    )
  check(`${name} can gain no privileges`, status('NoNewPrivs') === '1')
  check(`${name} has a filter of system calls`, status('Seccomp') === '2', status('Seccomp'))
}

/** The value of a line of /proc/<pid>/status; of several, the first. */
function processStatus(pid: number): (name: string) => string {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  return (name) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(text)?.[1] ?? ''
}

/** What an image must not contain: source maps, types, tests, settings of npm. */
const UNWANTED = ['*.map', '*.d.ts', '*.test.js', '*.test.ts', '.npmrc', '.env']
const DEVELOPMENT_PACKAGES = ['typescript', 'vite', 'vitest', 'turbo', 'eslint', 'svelte']

export async function checkFiles({ engine, ids }: RunningCompose, check: Check): Promise<void> {
  for (const service of ['api', 'portal', 'storefront', 'docs', 'backup']) {
    const id = ids[service] ?? ''
    const names = UNWANTED.flatMap((name, index) => (index > 0 ? ['-o', '-name', name] : ['-name', name]))
    const { code, output } = await engine.exec(id, 'find', '/triclic', ...names)
    check(
      `the image of ${service} has no source map, type or test`,
      code === 0 && output === '',
      output.slice(0, 300),
    )
    const folder = (name: string) => `/triclic/node_modules/${name}`
    const found = await engine.exec(id, 'ls', '-d', ...DEVELOPMENT_PACKAGES.map(folder))
    check(
      `the image of ${service} has no package for development`,
      found.stdout.trim() === '',
      found.stdout.trim(),
    )
  }
}
