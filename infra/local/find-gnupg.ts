import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDebianTools, unpackDebianPackage, unpackedLibraryPath } from './debian-packages.ts'
import { cacheFolder } from './places.ts'
import { Sentence } from './sentence.ts'

type Say = (line: string) => void

/** The path of a GnuPG 2.2 or newer, which the tests decrypt with: named, on the PATH, unpacked earlier, or fetched now. */
export async function findGnupg(say: Say): Promise<string> {
  const named = process.env['GPG_PATH']
  if (named) {
    if (isNewEnough(named)) return named
    throw new Sentence(
      `GPG_PATH is ${named}, which is no GnuPG 2.2 or newer: name one that runs, or unset it.`,
    )
  }
  const unpacked = join(cacheFolder(), `gnupg-${process.arch}`)
  const found = onPath() ?? inFolder(unpacked)
  if (found) return found

  let tried = ''
  if (hasDebianTools()) {
    try {
      await unpackGnupg(unpacked, say)
      const fetched = inFolder(unpacked)
      if (fetched) return fetched
      tried = ' Tried Debian packages: they brought none that runs.'
    } catch (error) {
      tried = ` Tried Debian packages: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`
    }
  }
  throw new Sentence(
    'No GnuPG was found for the tests of encrypted mail and none could be fetched: install GnuPG 2.2 or newer ' +
      `(apt install gpg gpg-agent, brew install gnupg) or set GPG_PATH.${tried}`,
  )
}

function onPath(): string | undefined {
  return ['gpg', 'gpg2'].find(isNewEnough)
}

function inFolder(folder: string): string | undefined {
  const command = join(folder, 'run-gpg')
  return existsSync(command) && isNewEnough(command) ? command : undefined
}

async function unpackGnupg(folder: string, say: Say): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await unpackDebianPackage('gpg', folder, say, ['gpg-agent'])
  // The agent is started by gpg, which looks for it where an installed system has it.
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${unpackedLibraryPath(folder)}'`,
    `exec '${join(folder, 'usr/bin/gpg')}' --agent-program '${join(folder, 'usr/bin/gpg-agent')}' "$@"`,
  ]
  writeFileSync(join(folder, 'run-gpg'), `${lines.join('\n')}\n`, { mode: 0o755 })
}

function isNewEnough(command: string): boolean {
  try {
    const told = execFileSync(command, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [, major = 0, minor = 0] = /^gpg \(.*?\) (\d+)\.(\d+)/.exec(told)?.map(Number) ?? []
    return major > 2 || (major === 2 && minor >= 2)
  } catch {
    return false
  }
}
