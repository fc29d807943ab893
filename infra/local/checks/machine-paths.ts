import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../paths.ts'

/** Home and work folders, which exist on one machine or for one user only. */
const machinePath = /(?<![\w.~-])\/(home|Users|root|work|mnt|workspace|workspaces)\/[\w.-]+/

/** The container files name folders inside an image. */
const allowed =
  /^(package-lock\.json|infra\/(?!local\/).*|infra\/local\/(checks\/machine-paths\.ts|images\/.*))$/

/** Lines with such a path in files that are not ignored by git, as `file:line: text`. */
export function machinePaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
  })
  return listed
    .split('\0')
    .filter((file) => file && !allowed.test(file) && !/\.(png|jpe?g|webp|avif|ico|woff2?|pdf)$/.test(file))
    .flatMap((file) => linesWithMachinePath(file))
}

function linesWithMachinePath(file: string): string[] {
  try {
    return readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        machinePath.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 160)}`] : [],
      )
  } catch {
    return []
  }
}

if (import.meta.main) {
  const lines = machinePaths()
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exitCode = lines.length > 0 ? 1 : 0
}
