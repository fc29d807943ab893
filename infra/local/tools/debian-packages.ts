import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Packages that are never unpacked: every Debian or Ubuntu has them, or they must match the running system. */
const excluded =
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
 * Downloads `name` and its dependencies from the package sources of the system and unpacks them into `folder`, without
 * root rights and without installing anything. Uses its own package lists and status, not those of the system.
 */
export async function unpackDebianPackage(
  name: string,
  folder: string,
  print: (line: string) => void,
  additional: string[] = [],
): Promise<void> {
  const work = `${folder}.${process.pid}`
  const apt = privateApt(join(work, 'apt'))
  try {
    print(`Reading the package lists for ${name}`)
    await run('apt-get', [...apt, 'update', '-qq'], work)
    const wanted = dependenciesOf([name, ...additional], apt).filter((found) => !excluded.test(found))
    print(`Downloading ${wanted.length} packages for ${name}`)
    const archives = join(work, 'archives')
    mkdirSync(archives)
    await run('apt-get', [...apt, 'download', '-qq', ...wanted], archives)
    const files = join(work, 'files')
    mkdirSync(files)
    print(`Unpacking ${name}`)
    for (const archive of readdirSync(archives)) await unpack(join(archives, archive), files)
    if (!existsSync(folder)) renameSync(files, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The LD_LIBRARY_PATH with which an unpacked program finds its libraries. */
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

/** Options that make apt-get keep its lists, cache and status in `folder`. */
function privateApt(folder: string): string[] {
  for (const part of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(folder, part), { recursive: true })
  writeFileSync(join(folder, 'status'), '')
  const options = [
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::State::Status=${join(folder, 'status')}`,
    `Dir::State=${folder}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    'APT::Sandbox::User=',
    // Each package must match the hash in a list that the distribution has signed.
    'APT::Get::AllowUnauthenticated=0',
    'Acquire::AllowInsecureRepositories=0',
    'Debug::NoLocking=1',
    'APT::Install-Recommends=0',
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'APT::Update::Post-Invoke-Success::=',
  ]
  return options.flatMap((option) => ['-o', option])
}

function dependenciesOf(names: string[], apt: string[]): string[] {
  const plan = execFileSync('apt-get', [...apt, 'install', '-s', '-qq', ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64e6,
  })
  return [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '')
}

/** `dpkg-deb -x` sets owners, which an ordinary user may not do. */
async function unpack(archive: string, files: string): Promise<void> {
  const script =
    'dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner --no-same-permissions --keep-directory-symlink'
  await run('sh', ['-c', script, 'sh', archive, files], files)
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (text) => (stderr = (stderr + text).slice(-2_000)))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command}: ${stderr.trim() || code}`)),
    )
  })
}
