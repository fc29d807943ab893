import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

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
  const certificates = setting('cafile')
  const mounts = [
    [setting('userconfig'), '/root/.npmrc', 'ro'],
    [setting('globalconfig'), '/usr/local/etc/npmrc', 'ro'],
    // npm looks for it where the settings say.
    [certificates, certificates, 'ro'],
    [setting('cache'), '/root/.npm', 'rw'],
  ]
  return mounts
    .filter(([path = '']) => existsSync(path))
    .flatMap(([path, target, mode]) => ['--volume', `${path}:${target}:${mode}`])
}
