import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.ts'

/** Home folders and workplaces: a path of one machine, or of one person on it. */
const ofOneMachine = /(?<![\w.~-])\/(home|Users|root|work|mnt|workspace|workspaces)\/[\w.-]+/

/** Places of an image that a Dockerfile or a compose file describes are no places of a machine. */
const allowed = /^(package-lock\.json|infra\/(?!local\/).*|infra\/local\/machine-paths(\.test)?\.ts)$/

/** Lines of the tracked files that name a path of one machine: `file:line: text`. */
export function machinePaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
  })
  return listed
    .split('\0')
    .filter((file) => file && !allowed.test(file) && !/\.(png|jpe?g|webp|avif|ico|woff2?|pdf)$/.test(file))
    .flatMap((file) => linesWithPath(file))
}

function linesWithPath(file: string): string[] {
  try {
    return readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        ofOneMachine.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 160)}`] : [],
      )
  } catch {
    return []
  }
}
