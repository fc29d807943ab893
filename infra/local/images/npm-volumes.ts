import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../paths.ts'
import { writeFileAtomically } from '../write-file-atomically.ts'

/**
 * Flags that lend npm's settings, certificates and cache of this machine to a build. They are mounted while it runs, so nothing of them is in a
 * layer or in the history of the image.
 */
export function npmVolumes(): string[] {
  const setting = (name: string) =>
    execFileSync('npm', ['config', 'get', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  // Without a setting of npm, the certificates that Node.js is given by this variable.
  const certificates = [setting('cafile'), process.env['NODE_EXTRA_CA_CERTS'] ?? ''].find((path) =>
    existsSync(path),
  )
  const mounts = [
    [setting('userconfig'), '/root/.npmrc', 'ro'],
    [globalSettings(setting('globalconfig'), certificates), '/usr/local/etc/npmrc', 'ro'],
    // npm looks for it where the settings say.
    [certificates ?? '', certificates ?? '', 'ro'],
    [setting('cache'), '/root/.npm', 'rw'],
  ]
  return mounts
    .filter(([path = '']) => existsSync(path))
    .flatMap(([path, target, mode]) => ['--volume', `${path}:${target}:${mode}`])
}

/** The file of npm's settings for all users, with the certificates added. */
function globalSettings(file: string, certificates: string | undefined): string {
  if (!certificates) return file
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const others = lines.filter((line) => !/^\s*cafile\b/.test(line))
  const copy = join(cacheFolder(), 'npmrc-for-images')
  writeFileAtomically(copy, `${[...others, `cafile=${certificates}`].join('\n')}\n`)
  return copy
}
