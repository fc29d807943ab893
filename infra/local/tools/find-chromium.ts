import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder, isRoot, root } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { readSetting } from '../settings.ts'
import { UserFacingError } from '../user-facing-error.ts'

type Print = (line: string) => void

/**
 * The path of a Chromium that can render a page: CHROMIUM_PATH, one on the PATH, one unpacked earlier, or one downloaded
 * now. Throws a {@link UserFacingError} if there is none.
 */
export async function findChromium(print: Print): Promise<string> {
  const configured = readSetting('CHROMIUM_PATH')
  if (configured) {
    if (canRender(configured)) return configured
    throw new UserFacingError(
      `CHROMIUM_PATH is ${configured}, which cannot render a page. Set it to a working Chromium, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `chromium-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked) ?? installedByPlaywright()
  if (found) return found

  const tried: string[] = []
  for (const [source, download] of sources(unpacked, print)) {
    try {
      const command = await download()
      if (command) return command
      tried.push(`${source}: no working Chromium`)
    } catch (error) {
      tried.push(`${source}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`)
    }
  }
  throw new UserFacingError(
    'Chromium, which the browser tests need, was not found and could not be downloaded. Install chromium or set CHROMIUM_PATH.' +
      (tried.length ? ` Tried ${tried.join('; ')}.` : ''),
  )
}

function sources(unpacked: string, print: Print): [string, () => Promise<string | undefined>][] {
  const debian: [string, () => Promise<string | undefined>][] = [
    ['Debian packages', async () => (await unpackChromium(unpacked, print), inFolder(unpacked))],
  ]
  if (isRoot) debian.push(['apt-get install', async () => (await aptInstall(print), onPath())])
  return [
    ...(hasDebianTools() ? debian : []),
    ['playwright install', async () => (await playwrightInstall(print), installedByPlaywright())],
  ]
}

async function unpackChromium(folder: string, print: Print): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await unpackDebianPackage('chromium', folder, print, ['fonts-liberation'])
  const fonts = [join(folder, 'usr/share/fonts'), '/usr/share/fonts']
  const elements = [
    ...fonts.map((dir) => `<dir>${dir}</dir>`),
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
  ]
  const config = join(folder, 'fonts.conf')
  writeFileSync(config, `<?xml version="1.0"?><fontconfig>${elements.join('')}</fontconfig>\n`)
  // Debian's wrapper script expects an installed package; this one needs only the unpacked folder.
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${unpackedLibraryPath(folder)}' FONTCONFIG_FILE='${config}'`,
    `exec '${join(folder, 'usr/lib/chromium/chromium')}' "$@"`,
  ]
  writeFileSync(join(folder, 'run-chromium'), `${lines.join('\n')}\n`, { mode: 0o755 })
}

async function aptInstall(print: Print): Promise<void> {
  print('Installing Chromium with apt-get')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runTool('apt-get', ['update', '-qq'], { env })
  await runTool('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
}

async function playwrightInstall(print: Print): Promise<void> {
  print('Downloading Chromium with playwright install')
  const { code, output } = await runTool(process.execPath, [
    join(root, 'node_modules/playwright-core/cli.js'),
    'install',
    'chromium-headless-shell',
  ])
  if (code !== 0) throw new Error(output.trim().split('\n')[0] ?? `exit code ${code}`)
}

function onPath(): string | undefined {
  for (const command of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = which(command)
    if (path && canRender(path)) return path
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
  return existsSync(command) && canRender(command) ? command : undefined
}

function installedByPlaywright(): string | undefined {
  const cache = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright'
  const folder = readSetting('PLAYWRIGHT_BROWSERS_PATH') ?? join(homedir(), cache)
  if (!existsSync(folder)) return undefined
  for (const entry of readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .reverse()) {
    for (const file of readdirSync(join(folder, entry), { recursive: true, encoding: 'utf8' })) {
      const command = join(folder, entry, file)
      if (/(^|\/)(chrome|headless_shell|chrome-headless-shell|Chromium)$/.test(file) && canRender(command))
        return command
    }
  }
  return undefined
}

/** Flags that stop Chromium from contacting its vendor's servers, and that let the root user run it. */
export const chromiumFlags = [
  ...(isRoot ? ['--no-sandbox'] : []),
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  ...['--disable-dev-shm-usage', '--disable-gpu'],
]

function canRender(command: string): boolean {
  const profile = join(tmpdir(), `triclic-chromium-${process.pid}`)
  mkdirSync(profile, { recursive: true })
  const flags = ['--headless', ...chromiumFlags, `--user-data-dir=${profile}`, '--dump-dom']
  try {
    const dom = execFileSync(command, [...flags, 'data:text/html,<p>rendered</p>'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TMPDIR: profile },
      timeout: 60_000,
    })
    return dom.includes('<p>rendered</p>')
  } catch {
    return false
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}
