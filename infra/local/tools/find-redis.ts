import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder, isRoot } from '../paths.ts'
import { UserFacingError } from '../user-facing-error.ts'

export interface Program {
  command: string
  env: Record<string, string>
}

/**
 * A Redis or Valkey server of version 6.2 or newer: one on the PATH, one unpacked earlier, or one downloaded now.
 * Throws a {@link UserFacingError} if there is none.
 */
export async function findRedis(print: (line: string) => void): Promise<Program> {
  const unpacked = join(cacheFolder(), `redis-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked)
  if (found) return found

  const tried: string[] = []
  const attempt = async (source: string, download: () => Promise<Program | undefined>) => {
    try {
      return await download()
    } catch (error) {
      tried.push(`${source}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`)
      return undefined
    }
  }
  if (hasDebianTools()) {
    const downloaded = await attempt('Debian package', async () => {
      await unpackDebianPackage('redis-server', unpacked, print)
      return inFolder(unpacked)
    })
    if (downloaded) return downloaded
    const installed = isRoot && (await attempt('apt-get install', async () => aptInstall(print)))
    if (installed) return installed
  }
  if (process.platform === 'darwin') {
    const brewed = await attempt('Homebrew', async () => brewInstall(print))
    if (brewed) return brewed
  }
  throw new UserFacingError(
    'Redis was not found and could not be downloaded. Install Redis 6.2 or newer (apt install redis-server, ' +
      `brew install redis), or set REDIS_URL to a running one.${tried.length ? ` Tried ${tried.join('; ')}.` : ''}`,
  )
}

function onPath(): Program | undefined {
  for (const command of ['redis-server', 'valkey-server']) {
    if (isNewEnough(command, {})) return { command, env: {} }
  }
  return undefined
}

function inFolder(folder: string): Program | undefined {
  const env = { LD_LIBRARY_PATH: existsSync(folder) ? unpackedLibraryPath(folder) : '' }
  for (const part of ['usr/bin/redis-server', 'usr/bin/valkey-server']) {
    const command = join(folder, part)
    if (existsSync(command) && isNewEnough(command, env)) return { command, env }
  }
  return undefined
}

function isNewEnough(command: string, env: Record<string, string>): boolean {
  try {
    const version = execFileSync(command, ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [, major = 0, minor = 0] = /v=(\d+)\.(\d+)/.exec(version)?.map(Number) ?? []
    return major > 6 || (major === 6 && minor >= 2)
  } catch {
    return false
  }
}

function aptInstall(print: (line: string) => void): Program | undefined {
  print('Installing Redis with apt-get')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'pipe' })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
    env,
    stdio: 'pipe',
  })
  return onPath()
}

function brewInstall(print: (line: string) => void): Program | undefined {
  print('Installing Redis with Homebrew')
  execFileSync('brew', ['install', 'redis'], { stdio: 'pipe' })
  return onPath()
}
