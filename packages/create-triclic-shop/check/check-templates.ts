/** Checks the types of the templates: creates a shop of each in a temporary folder, with the packages of this checkout. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createShop } from '../src/create-shop.js'
import { linkPackages, programOf } from '../test/link-packages.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-templates-'))
const settings = { api: 'http://localhost:4000', key: 'pk_1', secret: 'sk_1' }

/** Runs a program of a package in a folder. Its output is shown, and its failure is that of the check. */
function run(cwd: string, name: string, script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [programOf(name, script), ...args], {
    cwd,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}

try {
  const sveltekit = join(folder, 'sveltekit')
  createShop({ folder: sveltekit, template: 'sveltekit', ...settings })
  linkPackages(sveltekit)
  run(sveltekit, '@sveltejs/kit', 'svelte-kit.js', 'sync')
  run(sveltekit, 'svelte-check', 'bin/svelte-check', '--fail-on-warnings', '--output', 'human')

  const html = join(folder, 'html')
  createShop({ folder: html, template: 'html', ...settings })
  run(
    html,
    'typescript',
    'bin/tsc',
    '-p',
    'jsconfig.json',
    '--typeRoots',
    join(import.meta.dirname, '../../../node_modules/@types'),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
