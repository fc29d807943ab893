import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, type ToolResult } from '../../infra/local/process/run-tool.ts'
import { root } from '../../infra/local/paths.ts'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

const PROJECT = 'triclic-images'

/** What a service has in place of what infra/compose.yml says, or in addition to it. */
export interface ServiceOverride {
  image?: string
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
}

/** infra/compose.yml with a project name and an environment file of its own, and with overrides. */
export interface Compose {
  /** The name of the project, with which the names of its volumes begin. */
  project: string
  /** Throws a {@link UserFacingError} with the output if the command fails. */
  run(...args: string[]): Promise<ToolResult>
  /** The id of a service's container. */
  idOf(service: string): Promise<string>
  /** Replaces the variables that compose.yml reads. */
  setVariables(variables: Record<string, string>): void
}

export const variablesFileIn = (folder: string): string => join(folder, 'variables.env')

/** @param folder an empty one, for the files that this writes @param env of compose itself */
export function composeIn(
  folder: string,
  services: Record<string, ServiceOverride>,
  env: Record<string, string>,
): Compose {
  const [file, override] = [join(folder, 'compose.yml'), join(folder, 'override.yml')]
  const variablesFile = variablesFileIn(folder)
  // docker-compose 1 refuses the name, which the option below gives instead.
  const text = readFileSync(join(root, 'infra/compose.yml'), 'utf8').replace(/^name: .*\n/m, '')
  writeFileSync(file, text)
  // JSON is YAML.
  writeFileSync(override, JSON.stringify({ services }))
  const options = [
    ...['--project-name', PROJECT, '--project-directory', join(root, 'infra')],
    ...['--profile', 'backup', '--profile', 'docs'],
    ...['--env-file', variablesFile, '--file', file, '--file', override],
  ]
  const run = async (...args: string[]): Promise<ToolResult> => {
    const [command = '', ...first] = await composeCommand()
    const result = await runTool(command, [...first, ...options, ...args], { env })
    if (result.code !== 0)
      throw new UserFacingError(`${result.output.trim()}\n\ncompose ${args[0]} failed, see above.`)
    return result
  }
  return {
    project: PROJECT,
    run,
    idOf: async (service) => (await run('ps', '-q', service)).stdout.trim(),
    setVariables: (variables) =>
      writeFileSync(
        variablesFile,
        Object.entries(variables)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
        { mode: 0o600 },
      ),
  }
}

let command: string[] | undefined

/** `docker compose`, or docker-compose where docker has no such command. */
async function composeCommand(): Promise<string[]> {
  if (command) return command
  const plugin = await runTool('docker', ['compose', 'version'])
  return (command = plugin.code === 0 ? ['docker', 'compose'] : ['docker-compose'])
}
