import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, type ToolResult } from '../../infra/local/process/run-tool.ts'
import type { Run } from '../../infra/local/product/run-file.ts'
import { programOf } from './container-processes.ts'

/** The product in the containers of `npm run test:images`, as the tests of other folders are told of it. */
export interface ContainersFile {
  run: Run
  /** The API without Caddy before it. */
  bareApi: string
  databaseOwnerUrl: string
  superuserUrl: string
  redisUrl: string
  engine: 'docker' | 'podman'
  /** Containers by the name of their program in `Product.pids`. */
  containers: Record<string, string>
  /** What the containers write: the volumes, their logs, and the backups. */
  folders: string[]
  redisFolder: string
  /** Of one container. */
  logs: string
}

export interface ProductInContainers extends ContainersFile {
  /** The process ids of the programs, as this machine counts them. */
  pids: () => Record<string, number>
  /** The folders, and what is in the memory of each container under /tmp. */
  allFolders: () => string[]
  exec: (name: string, ...command: string[]) => Promise<ToolResult>
}

/** Null unless PRODUCT_IN_CONTAINERS names the file that describes it: the tests then start the product themselves. */
export function productInContainers(): ProductInContainers | null {
  const path = process.env['PRODUCT_IN_CONTAINERS']
  if (!path) return null
  const file = JSON.parse(readFileSync(path, 'utf8')) as ContainersFile
  const { engine, containers } = file
  const firstProcesses = (): [string, number][] => {
    const names = Object.keys(containers)
    const ids = Object.values(containers)
    const format = ['container', 'inspect', '--format', '{{.State.Pid}}']
    const pids = execFileSync(engine, [...format, ...ids], { encoding: 'utf8' })
      .trim()
      .split('\n')
    return pids.map((pid, index): [string, number] => [names[index] ?? '', Number(pid)])
  }
  return {
    ...file,
    pids: () => Object.fromEntries(firstProcesses().map(([name, pid]) => [name, programOf(pid)])),
    allFolders: () => [
      ...file.folders,
      ...firstProcesses().map(([, pid]) => join('/proc', String(pid), 'root', 'tmp')),
    ],
    exec: (name, ...command) => runTool(engine, ['exec', containers[name] ?? '', ...command]),
  }
}
