import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What every Debian or Ubuntu machine has already, and what must match the running system. */
const never =
  /^(libc6|libc-bin|libgcc-s1|gcc-\d+-base|libstdc\+\+6|dpkg|tar|debconf|debianutils|adduser|passwd|init-system-helpers|lsb-base|sysvinit-utils|systemd.*|libsystemd0|libpam.*|perl-base|bash|dash|coreutils|sed|grep|ucf|sensible-utils|libudev1|libcrypt1|login|mount|util-linux.*|base-files|base-passwd|dbus.*|libpam-.*|zlib1g-dev)$/

export function hasDebianTools(): boolean {
  return ['apt-get', 'dpkg-deb', 'tar'].every((tool) => {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/**
 * Fetches `name` and what it needs from the machine's own package sources and unpacks it all into `folder`:
 * no root, nothing installed. Lists and status are private, so the system's own are neither needed nor touched.
 */
export async function unpackDebianPackage(
  name: string,
  folder: string,
  say: (line: string) => void,
  beside: string[] = [],
): Promise<void> {
  const work = `${folder}.${process.pid}`
  const apt = privateApt(join(work, 'apt'))
  try {
    say(`reading the package lists for ${name}`)
    await run('apt-get', [...apt, 'update', '-qq'], work)
    const wanted = closure([name, ...beside], apt).filter((found) => !never.test(found))
    say(`fetching ${wanted.length} packages for ${name}`)
    const archives = join(work, 'archives')
    mkdirSync(archives)
    await run('apt-get', [...apt, 'download', '-qq', ...wanted], archives)
    const files = join(work, 'files')
    mkdirSync(files)
    say(`unpacking ${name}`)
    for (const archive of readdirSync(archives)) await unpack(join(archives, archive), files)
    if (!existsSync(folder)) renameSync(files, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Where a program finds the libraries unpacked beside it. */
export function unpackedLibraryPath(folder: string): string {
  const roots = ['usr/lib', 'lib'].map((part) => join(folder, part)).filter(existsSync)
  const triplets = roots.flatMap((lib) =>
    readdirSync(lib)
      .filter((entry) => entry.includes('-linux-gnu'))
      .map((entry) => join(lib, entry)),
  )
  const nested = triplets.flatMap((lib) => ['pulseaudio', 'blas', 'lapack'].map((part) => join(lib, part)))
  return [...triplets, ...roots, ...nested.filter(existsSync)].join(':')
}

function privateApt(place: string): string[] {
  for (const part of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(place, part), { recursive: true })
  writeFileSync(join(place, 'status'), '')
  return [
    ...[
      '-o',
      `Dir::State::Lists=${join(place, 'lists')}`,
      '-o',
      `Dir::State::Status=${join(place, 'status')}`,
    ],
    ...['-o', `Dir::State=${place}`, '-o', `Dir::Cache=${join(place, 'cache')}`],
    ...['-o', 'APT::Sandbox::User=', '-o', 'Debug::NoLocking=1', '-o', 'APT::Install-Recommends=0'],
    ...[
      '-o',
      'Acquire::Languages=none',
      '-o',
      'Acquire::Retries=2',
      '-o',
      'APT::Update::Post-Invoke-Success::=',
    ],
  ]
}

function closure(names: string[], apt: string[]): string[] {
  const plan = execFileSync('apt-get', [...apt, 'install', '-s', '-qq', ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64e6,
  })
  return [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '')
}

/** Plain `dpkg-deb -x` wants to set owners, which an ordinary user may not. */
async function unpack(archive: string, files: string): Promise<void> {
  const script =
    'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner --no-same-permissions --keep-directory-symlink'
  await run('sh', ['-c', script, 'sh', archive, files], files)
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (text) => (said = (said + text).slice(-2_000)))
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${command}: ${said.trim() || code}`)),
    )
  })
}
