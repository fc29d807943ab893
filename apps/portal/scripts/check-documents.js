/**
 * Validates every `graphql(...)` document in src against the committed schema of the merchant API. The `check` command of
 * gql.tada cannot be used: it wants to transform the .svelte files beside the documents and has no matching plug-in.
 */
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import process from 'node:process'
import { buildSchema, GraphQLError, parse, validate } from 'graphql'
import ts from 'typescript'

const schema = buildSchema(readFileSync('../../services/api/schema/merchant.graphql', 'utf8'))
const problems = globSync('src/**/*.ts', { exclude: ['src/lib/paraglide/**'] }).flatMap(checkFile)

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length ? 1 : 0

/** @param {string} path */
function checkFile(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  /** @type {Map<string, readonly import('graphql').DefinitionNode[]>} */
  const documents = new Map()
  /** @type {string[]} */
  const found = []

  /** @param {ts.Node} node */
  function visit(node) {
    ts.forEachChild(node, visit)
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'graphql') return
    const [text, fragments] = node.arguments
    if (!text || !ts.isStringLiteralLike(text)) return
    try {
      const fragmentNames = fragments && ts.isArrayLiteralExpression(fragments) ? fragments.elements : []
      const imported = fragmentNames.flatMap((name) => documents.get(name.getText()) ?? [])
      const definitions = [...new Set([...parse(text.text).definitions, ...imported])]
      if (ts.isVariableDeclaration(node.parent)) documents.set(node.parent.name.getText(), definitions)
      const isFragment = definitions[0]?.kind === 'FragmentDefinition'
      const errors = validate(schema, { kind: /** @type {any} */ ('Document'), definitions })
      found.push(
        ...errors
          .filter(({ message }) => !(isFragment && message.endsWith('is never used.')))
          .map(({ message }) => `${place(node)}: ${message}`),
      )
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      found.push(`${place(node)}: ${error.message}`)
    }
  }

  /** @param {ts.Node} node */
  const place = (node) =>
    `${relative('.', path)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`

  visit(file)
  return found
}
