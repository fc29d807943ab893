import { readdirSync, readFileSync } from 'node:fs'

/** Programs that the engines start first with `init: true`: they pass signals on to the program itself. */
const INIT = ['podman-init', 'docker-init', 'catatonit', 'tini']

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )

/** The program of a container: its first process, or the child of an init process. @param first the first process */
export function programOf(first: number): number {
  const name = readFileSync(`/proc/${first}/comm`, 'utf8').trim()
  return INIT.includes(name) ? (childrenOf(first)[0] ?? 0) : first
}

/** A process and all that it has started. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Bytes in memory of these processes; what several share is divided by their number (PSS). */
export const memoryOf = (pids: readonly number[]): number =>
  pids
    .map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]))
    .reduce((sum, kilobytes) => sum + kilobytes * 1024, 0)
