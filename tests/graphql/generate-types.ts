/** Generates the schema types that typed documents use. With --check, writes nothing and fails for a file that is stale. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { format, resolveConfig } from 'prettier'

interface TsConfig {
  compilerOptions: {
    plugins: [{ name: string; schemas: { name: string; schema: string; tadaOutputLocation: string }[] }]
  }
}

const folder = resolve(import.meta.dirname, '..')
const cli = join(dirname(createRequire(import.meta.url).resolve('gql.tada/package.json')), 'bin/cli.js')
const { compilerOptions } = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')) as TsConfig
const [plugin] = compilerOptions.plugins

/** The generated files by name, formatted as the rest of the code is. */
async function generate(): Promise<Map<string, string>> {
  const scratch = mkdtempSync(join(tmpdir(), 'triclic-graphql-types-'))
  try {
    const schemas = plugin.schemas.map(({ name, schema, tadaOutputLocation }) => ({
      name,
      schema: resolve(folder, schema),
      tadaOutputLocation: join(scratch, basename(tadaOutputLocation)),
    }))
    const tsconfig = join(scratch, 'tsconfig.json')
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions: { plugins: [{ ...plugin, schemas }] } }))
    execFileSync(process.execPath, [cli, 'generate-output', '--tsconfig', tsconfig], { stdio: 'pipe' })
    const files = new Map<string, string>()
    for (const { tadaOutputLocation } of plugin.schemas) {
      const filepath = resolve(folder, tadaOutputLocation)
      const text = readFileSync(join(scratch, basename(tadaOutputLocation)), 'utf8')
      files.set(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }))
    }
    return files
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const textAt = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

for (const [path, text] of await generate()) {
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (textAt(path) !== text) {
    process.stderr.write(`${path} is stale: run npm run generate\n`)
    process.exitCode = 1
  }
}
