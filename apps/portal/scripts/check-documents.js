/**
 * Validates every `graphql(...)` document in src against the committed schema of the merchant API. The `check` command of
 * gql.tada cannot be used: it wants to transform the .svelte files beside the documents and has no matching plug-in.
 */
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import process from 'node:process'
import { buildSchema, GraphQLError, Kind, parse, print, validate } from 'graphql'
import ts from 'typescript'

const schema = buildSchema(readFileSync('../../services/api/schema/merchant.graphql', 'utf8'))

/**
 * `name` is that of the document's variable, if it has one.
 * @typedef {{ name: string | null, place: string, text: string, fragments: string[] }} Document
 */

const documents = globSync('src/**/*.ts', { exclude: ['src/lib/paraglide/**'] }).flatMap(readDocuments)
const documentsByName = new Map(documents.map((document) => [document.name, document]))

const problems = [...documents.flatMap(findProblems), ...documents.flatMap(findNamesake)]
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length ? 1 : 0

/**
 * @param {string} path
 * @returns {Document[]}
 */
function readDocuments(path) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  /** @type {Document[]} */
  const found = []

  /** @param {ts.Node} node */
  function visit(node) {
    ts.forEachChild(node, visit)
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'graphql') return
    const [text, fragments] = node.arguments
    if (!text || !ts.isStringLiteralLike(text)) return
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
    const place = `${relative('.', path)}:${line}`
    const name = ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : null
    const names = fragments && ts.isArrayLiteralExpression(fragments) ? fragments.elements : []
    found.push({ name, place, text: text.text, fragments: names.map((each) => each.getText()) })
  }

  visit(file)
  return found
}

/**
 * @param {Document} document
 * @returns {readonly import('graphql').DefinitionNode[]}
 */
function definitionsOf({ text, fragments }) {
  const imported = fragments.flatMap((name) => {
    const fragment = documentsByName.get(name)
    return fragment ? definitionsOf(fragment) : []
  })
  const byText = new Map([...parse(text).definitions, ...imported].map((each) => [print(each), each]))
  return [...byText.values()]
}

/** @param {Document} document */
function findProblems(document) {
  try {
    const definitions = definitionsOf(document)
    const isFragment = definitions[0]?.kind === 'FragmentDefinition'
    return validate(schema, { kind: Kind.DOCUMENT, definitions })
      .filter(({ message }) => !(isFragment && message.endsWith('is never used.')))
      .map(({ message }) => `${document.place}: ${message}`)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return [`${document.place}: ${error.message}`]
  }
}

/**
 * Fragments are found by the name of their variable.
 * @param {Document} document
 */
function findNamesake({ name, place }) {
  const last = documentsByName.get(name)
  return name && last && last.place !== place ? [`${place}: ${last.place} has the same name, ${name}`] : []
}
