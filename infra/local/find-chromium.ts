import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder, isRoot, root } from './places.ts'
import { runTool } from './run-tool.ts'
import { Sentence } from './sentence.ts'

type Say = (line: string) => void

/** The path of a Chromium that draws a page here: named, on the PATH, unpacked earlier, or fetched now. */
export async function findChromium(say: Say): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (draws(named)) return named
    throw new Sentence(
      `CHROMIUM_PATH is ${named}, which shows no page: name a Chromium that runs, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `chromium-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked) ?? ofPlaywright()
  if (found) return found

  const tried: string[] = []
  for (const [how, get] of ways(unpacked, say)) {
    try {
      const command = await get()
      if (command) return command
      tried.push(`${how} brought none that runs`)
    } catch (error) {
      tried.push(`${how}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`)
    }
  }
  throw new Sentence(
    'No Chromium was found for the browser tests and none could be fetched: install chromium or set CHROMIUM_PATH.' +
      (tried.length ? ` Tried ${tried.join('; ')}.` : ''),
  )
}

function ways(unpacked: string, say: Say): [string, () => Promise<string | undefined>][] {
  const debian: [string, () => Promise<string | undefined>][] = [
    ['Debian packages', async () => (await unpackChromium(unpacked, say), inFolder(unpacked))],
  ]
  if (isRoot) debian.push(['apt-get install', async () => (await aptInstall(say), onPath())])
  return [
    ...(hasDebianTools() ? debian : []),
    ['playwright install', async () => (await fetchIt(say), ofPlaywright())],
  ]
}

async function unpackChromium(folder: string, say: Say): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await unpackDebianPackage('chromium', folder, say, ['fonts-liberation'])
  const fonts = [join(folder, 'usr/share/fonts'), '/usr/share/fonts']
  const inside = [
    ...fonts.map((dir) => `<dir>${dir}</dir>`),
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
  ]
  const config = join(folder, 'fonts.conf')
  writeFileSync(config, `<?xml version="1.0"?><fontconfig>${inside.join('')}</fontconfig>\n`)
  // Debian's own wrapper reads files of an installed system; this one finds all beside itself.
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${unpackedLibraryPath(folder)}' FONTCONFIG_FILE='${config}'`,
    `exec '${join(folder, 'usr/lib/chromium/chromium')}' "$@"`,
  ]
  writeFileSync(join(folder, 'run-chromium'), `${lines.join('\n')}\n`, { mode: 0o755 })
}

async function aptInstall(say: Say): Promise<void> {
  say('installing chromium with apt-get')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runTool('apt-get', ['update', '-qq'], { env })
  await runTool('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
}

async function fetchIt(say: Say): Promise<void> {
  say('fetching Chromium with playwright install')
  const { code, output } = await runTool(process.execPath, [
    join(root, 'node_modules/playwright-core/cli.js'),
    'install',
    'chromium-headless-shell',
  ])
  if (code !== 0) throw new Error(output.trim().split('\n')[0] ?? 'no')
}

function onPath(): string | undefined {
  for (const command of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = which(command)
    if (path && draws(path)) return path
  }
  return undefined
}

function which(command: string): string | undefined {
  try {
    return execFileSync('which', [command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

function inFolder(folder: string): string | undefined {
  const command = join(folder, 'run-chromium')
  return existsSync(command) && draws(command) ? command : undefined
}

function ofPlaywright(): string | undefined {
  const home = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright'
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), home)
  if (!existsSync(folder)) return undefined
  for (const entry of readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .reverse()) {
    for (const inside of readdirSync(join(folder, entry), { recursive: true, encoding: 'utf8' })) {
      const command = join(folder, entry, inside)
      if (/(^|\/)(chrome|headless_shell|chrome-headless-shell|Chromium)$/.test(inside) && draws(command))
        return command
    }
  }
  return undefined
}

/** What keeps Chromium from calling home, and lets root run it. */
export const chromiumFlags = [
  ...(isRoot ? ['--no-sandbox'] : []),
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  ...['--disable-dev-shm-usage', '--disable-gpu'],
]

function draws(command: string): boolean {
  const profile = join(tmpdir(), `triclic-chromium-${process.pid}`)
  mkdirSync(profile, { recursive: true })
  const flags = ['--headless', ...chromiumFlags, `--user-data-dir=${profile}`, '--dump-dom']
  try {
    const dom = execFileSync(command, [...flags, 'data:text/html,<p>drawn</p>'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TMPDIR: profile },
      timeout: 60_000,
    })
    return dom.includes('<p>drawn</p>')
  } catch {
    return false
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}
