import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder, isRoot } from './places.ts'
import { Sentence } from './sentence.ts'

export interface Program {
  command: string
  env: Record<string, string>
}

/** A Redis (or Valkey) server of version 6.2 or newer: on the PATH, unpacked earlier, or fetched now. */
export async function findRedis(say: (line: string) => void): Promise<Program> {
  const unpacked = join(cacheFolder(), `redis-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked)
  if (found) return found

  const tried: string[] = []
  const attempt = async (how: string, get: () => Promise<Program | undefined>) => {
    try {
      return await get()
    } catch (error) {
      tried.push(`${how}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`)
      return undefined
    }
  }
  if (hasDebianTools()) {
    const fetched = await attempt('Debian package', async () => {
      await unpackDebianPackage('redis-server', unpacked, say)
      return inFolder(unpacked)
    })
    if (fetched) return fetched
    const installed = isRoot && (await attempt('apt-get install', async () => aptInstall(say)))
    if (installed) return installed
  }
  if (process.platform === 'darwin') {
    const brewed = await attempt('Homebrew', async () => brewInstall(say))
    if (brewed) return brewed
  }
  throw new Sentence(
    'No Redis server was found and none could be fetched: install Redis 6.2 or newer (apt install redis-server, ' +
      `brew install redis), or set REDIS_URL to one that runs.${tried.length ? ` Tried ${tried.join('; ')}.` : ''}`,
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
    const told = execFileSync(command, ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [, major = 0, minor = 0] = /v=(\d+)\.(\d+)/.exec(told)?.map(Number) ?? []
    return major > 6 || (major === 6 && minor >= 2)
  } catch {
    return false
  }
}

function aptInstall(say: (line: string) => void): Program | undefined {
  say('installing redis-server with apt-get')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'pipe' })
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
    env,
    stdio: 'pipe',
  })
  return onPath()
}

function brewInstall(say: (line: string) => void): Program | undefined {
  say('installing redis with Homebrew')
  execFileSync('brew', ['install', 'redis'], { stdio: 'pipe' })
  return onPath()
}
