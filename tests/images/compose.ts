import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool, type ToolResult } from '../../infra/local/process/run-tool.ts'
import { root } from '../../infra/local/paths.ts'
import { UserFacingError } from '../../infra/local/user-facing-error.ts'

/** infra/compose.yml with a project name and an environment file of its own, and with other images where `images` says so. */
export interface Compose {
  /** Throws a {@link UserFacingError} with the output if the command fails. */
  run(...args: string[]): Promise<ToolResult>
  /** The id of a service's container. */
  idOf(service: string): Promise<string>
  /** Replaces the variables that compose.yml reads. */
  setVariables(variables: Record<string, string>): void
}

/** @param folder an empty one, for the files that this writes */
export function composeIn(
  folder: string,
  { images, env }: { images: Record<string, string>; env: Record<string, string> },
): Compose {
  const [file, override, variablesFile] = ['compose.yml', 'override.yml', 'variables.env'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  // docker-compose 1 refuses the name, which the option below gives instead.
  const text = readFileSync(join(root, 'infra/compose.yml'), 'utf8').replace(/^name: .*\n/m, '')
  writeFileSync(file, text)
  const services = Object.entries(images).map(([name, image]) => `  ${name}: { image: '${image}' }\n`)
  writeFileSync(override, `services:\n${services.join('')}`)
  const options = [
    ...['--project-name', 'triclic-images', '--project-directory', join(root, 'infra')],
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
