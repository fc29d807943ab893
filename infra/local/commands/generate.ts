/** `npm run generate`: everything that is generated and committed, in order: schemas, types of GraphQL documents, references. */
import { root } from '../paths.ts'
import { runTool } from '../process/run-tool.ts'
import { build } from '../tools/build.ts'
import { failWith, UserFacingError } from '../user-facing-error.ts'

const steps: [tool: string, args: string[]][] = [
  ['npm', ['run', 'schema', '--workspace', '@triclic/api']],
  ['npm', ['run', 'graphql:types', '--workspaces', '--if-present']],
  [process.execPath, ['infra/local/commands/docs.ts']],
]

try {
  await build((line) => void process.stdout.write(`build: ${line}\n`))
  for (const [tool, args] of steps) {
    const { code, output } = await runTool(tool, args, { cwd: root })
    if (code !== 0)
      throw new UserFacingError(`${output.trim()}\n\n${tool} ${args.join(' ')} failed, see above.`)
  }
} catch (error) {
  failWith(error)
}
