import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.ts'
import { lockfileHoles, missingPlatforms } from './lockfile-holes.ts'
import type { LockedPackages } from './lockfile-holes.ts'
import { machinePaths } from './machine-paths.ts'
import { root } from './places.ts'
import { runTool } from './run-tool.ts'

type Say = (line: string) => void

/** What a step found wrong; empty when all is well. */
type Step = [name: string, run: () => Promise<string>]

/** Runs every step even after one failed, a line each as it ends; gives how many failed. */
export async function check(say: Say): Promise<number> {
  let failed = 0
  for (const stage of [beforeBuild(), onBuilt()]) {
    const waiting = [...stage]
    const work = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await passes(step, say))) failed++
    }
    await Promise.all([work(), work()])
  }
  return failed
}

async function passes([name, run]: Step, say: Say): Promise<boolean> {
  const began = performance.now()
  const wrong = await run().catch((error: unknown) => String(error instanceof Error ? error.message : error))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`check: ${wrong ? 'FAILED' : 'ok    '} ${name} (${seconds} s)`)
  if (wrong) say(wrong.trim().replaceAll(/^/gm, '  '))
  return !wrong
}

function beforeBuild(): Step[] {
  return [
    ['build', () => build(() => undefined).then(() => '')],
    ['lockfile whole on every platform', lockfile],
    ['no path of one machine', async () => machinePaths().join('\n')],
    [
      'format',
      tool('prettier', ['--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content', '.']),
    ],
  ]
}

function onBuilt(): Step[] {
  return [
    [
      'lint',
      tool('eslint', ['.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', ...eslintCache]),
    ],
    ...svelteApps(),
    ...typed(),
    ['import walls', tool('depcruise', ['--config', '.dependency-cruiser.cjs', ...cruised()])],
    ['schema as committed', tool(process.execPath, ['services/api/dist/src/bin/emit-schema.js', '--check'])],
  ]
}

const eslintCache = ['--cache-location', 'node_modules/.cache/eslint/']

/** Svelte's own check knows the types of an app's `.ts` files too; the sync makes what they extend. */
function svelteApps(): Step[] {
  return workspaces('apps').map((app) => [
    `types of ${app}`,
    async () =>
      (await tool('svelte-kit', ['sync'], app)()) ||
      (await tool(
        'svelte-check',
        ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
        app,
      )()),
  ])
}

function typed(): Step[] {
  const folders = [...workspaces('packages'), ...workspaces('services'), 'infra/local', 'tests']
  return folders
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
    .map((folder) => [`types of ${folder}`, tool('tsc', ['--noEmit', '--pretty', 'false', '-p', folder])])
}

function cruised(): string[] {
  return ['services', 'packages', 'infra', 'tests', 'apps'].filter((folder) => existsSync(join(root, folder)))
}

function workspaces(folder: string): string[] {
  const entries = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
  return entries
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(join(root, path, 'tsconfig.json')))
}

function tool(command: string, args: string[], folder = '.'): () => Promise<string> {
  return async () => {
    const cwd = join(root, folder)
    const { code, output } = await runTool(command, args, { cwd, env: { FORCE_COLOR: '0', NO_COLOR: '1' } })
    return code === 0 ? '' : output.trim() || `${command} ended with ${code}`
  }
}

async function lockfile(): Promise<string> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: LockedPackages
  }
  return [...lockfileHoles(lock.packages), ...missingPlatforms(lock.packages)].join('\n')
}
