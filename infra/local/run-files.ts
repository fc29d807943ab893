import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localData } from './places.ts'
import type { Product } from './product.ts'

/** What runs, for tools. */
export const runFile = join(localData, 'run.json')

/** The environment by which `npm run seed` reaches what runs. */
export const seedFile = join(localData, 'seed-env.json')

/** The environment by which `npm run erase` reaches what runs. */
export const eraseFile = join(localData, 'erase-env.json')

/** Told once all is ready; all hold local passwords. */
export function writeRunFiles({ run, seedEnv, eraseEnv }: Product): void {
  writeFileSync(eraseFile, `${JSON.stringify(eraseEnv)}\n`, { mode: 0o600 })
  writeFileSync(seedFile, `${JSON.stringify(seedEnv)}\n`, { mode: 0o600 })
  writeFileSync(runFile, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 })
}

export function removeRunFiles(): void {
  for (const file of [runFile, seedFile, eraseFile]) rmSync(file, { force: true })
}
