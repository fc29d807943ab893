import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot, root } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { installDebianPackages } from './install-debian-packages.ts'

const SUITE = 'bookworm'

/** Node.js 26 needs libatomic1. */
const PACKAGES = 'ca-certificates,libatomic1'

/** What nobody reads in an image, and where debootstrap writes the mirror that it used. */
const SUPERFLUOUS = [
  ...[
    'etc/apt/sources.list',
    'var/lib/apt/lists',
    'var/cache/apt',
    'var/log',
    'etc/resolv.conf',
    'etc/hostname',
  ],
  ...['usr/share/doc', 'usr/share/man', 'usr/share/locale'],
]

/**
 * Makes a root folder of Debian with Node.js, npm and the user `node` (1000), like that of the image that the Dockerfile names: Debian's packages from
 * the sources of this machine, Node.js from the package in package-lock.json, npm from this machine. Needs root.
 */
export async function makeDebianRoot(folder: string, print: (line: string) => void): Promise<void> {
  if (!isRoot)
    throw new UserFacingError('Making an image of Debian packages needs root: debootstrap and chroot.')
  await installDebianPackages({ debootstrap: 'debootstrap' }, print)
  print(`Unpacking Debian ${SUITE}`)
  const mirror = mirrorOfThisMachine()
  const { code, output } = await runTool('debootstrap', [
    ...['--variant=minbase', `--include=${PACKAGES}`, SUITE, folder],
    ...(mirror ? [mirror] : []),
  ])
  if (code !== 0) throw new UserFacingError(`${output.slice(-2_000).trim()}\n\ndebootstrap failed.`)
  for (const path of SUPERFLUOUS) rmSync(join(folder, path), { recursive: true, force: true })
  for (const path of ['var/log', 'var/lib/apt/lists/partial', 'var/cache/apt/archives/partial'])
    mkdirSync(join(folder, path), { recursive: true })
  const devices = join(folder, 'dev')
  for (const name of readdirSync(devices)) rmSync(join(devices, name), { recursive: true })
  addNode(folder)
  execFileSync('chroot', [folder, 'useradd', '--uid', '1000', '--create-home', '--shell', '/bin/sh', 'node'])
}

function addNode(folder: string): void {
  const local = join(folder, 'usr/local')
  const platform = join(root, `node_modules/node-linux-${process.arch}/bin/node`)
  cpSync(platform, join(local, 'bin/node'), { dereference: true })
  const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim()
  cpSync(dirname(dirname(realpathSync(npm))), join(local, 'lib/node_modules/npm'), { recursive: true })
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name))
}

/** Where apt-get of this machine finds the suite; undefined leaves the choice to debootstrap. */
function mirrorOfThisMachine(): string | undefined {
  const list = execFileSync(
    'apt-get',
    ['indextargets', '--format', '$(CODENAME) $(REPO_URI)', 'Created-By: Packages'],
    {
      encoding: 'utf8',
    },
  )
  return new RegExp(`^${SUITE} (\\S+)$`, 'm').exec(list)?.[1]
}
