import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildSchema,
  Kind,
  parse,
  print,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { cell, generatedNotice, table } from './markdown.ts'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/**
 * A Markdown page with every operation of the client for frontends: its variables, and the fields that it returns.
 * @param folder of the operations, absolute
 */
export function clientOperations(folder: string, sdl: string): string {
  const schema = buildSchema(sdl)
  const definitions: DefinitionNode[] = readdirSync(folder)
    .sort()
    .flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')).definitions)
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  )
  const sections = definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => section(schema, operation, fragments))
  return [
    '# Operations of the client',
    generatedNotice('packages/storefront-client/operations'),
    'What each method of the [client for frontends](../storefront-client.md) takes, and the fields of what it returns: the value of the root field. For other fields, send a [request of your own](../storefront-client.md#requests-of-your-own).',
    ...sections,
    '',
  ].join('\n\n')
}

function section(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments): string {
  const [root] = operation.selectionSet.selections
  if (root?.kind !== Kind.FIELD)
    throw new Error(`${operation.name?.value ?? 'An operation'} has no root field`)
  const field = schema.getRootType(operation.operation)?.getFields()[root.name.value]
  const rows = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const { name } = variable
    const text = `\`${print(type)}\`${defaultValue ? ` = \`${print(defaultValue)}\`` : ''}`
    const argument = field?.args.find((each) => each.name === name.value)
    return [`\`${name.value}\``, text, cell(argument?.description ?? '')]
  })
  const name = operation.name?.value ?? ''
  const isRenamed = name !== root.name.value
  const parts = [
    `## ${name}`,
    `${isRenamed ? `Sends \`${root.name.value}\`. ` : ''}${field?.description ?? ''}`,
    rows.length > 0 ? table(['Variable', 'Type', 'Description'], rows) : '',
    `\`\`\`graphql\n${print(withoutFragments(operation, fragments))}\n\`\`\``,
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** The operation with the selections of fragments in their place. */
function withoutFragments(operation: OperationDefinitionNode, fragments: Fragments): OperationDefinitionNode {
  const expand = ({ selections, ...set }: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        return fragment ? expand(fragment.selectionSet).selections : []
      }
      return selection.selectionSet
        ? [{ ...selection, selectionSet: expand(selection.selectionSet) } as SelectionNode]
        : [selection]
    }),
  })
  return { ...operation, selectionSet: expand(operation.selectionSet) }
}
