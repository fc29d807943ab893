import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isListType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type GraphQLNamedType,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/**
 * Limits of one document. A page of products with variants has about 200 fields, 6 levels and 2 nested lists. Nested lists
 * matter most, because each one multiplies what is inside.
 */
export const LIMITS = { depth: 12, fields: 400, aliases: 15, lists: 3, rootFields: 20, bytes: 100_000 }

const INTROSPECTION = new Set(['__schema', '__type'])

const tooComplex = (what: string): GraphQLError =>
  new GraphQLError(`The query has too many ${what}. Request less at once.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  })

interface Size {
  depth: number
  fields: number
  aliases: number
  /** How deeply lists are nested. */
  lists: number
}

type Parent = GraphQLNamedType | null | undefined

/** Measures each operation with its fragments expanded and reports the first limit that it exceeds. */
function limitQuery(context: ValidationContext): ASTVisitor {
  const sizes = new Map<string, Size>()
  const schema = context.getSchema()

  const measure = (set: SelectionSetNode | undefined, parent: Parent, ancestors: Set<string>): Size => {
    const size: Size = { depth: 0, fields: 0, aliases: 0, lists: 0 }
    for (const selection of set?.selections ?? []) {
      let part: Size
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value
        const type = isObjectType(parent) ? parent.getFields()[name]?.type : undefined
        const inner = measure(selection.selectionSet, type && getNamedType(type), ancestors)
        part = {
          // graphql-js itself limits the depth of introspection; the standard introspection query has 15 levels.
          depth: INTROSPECTION.has(name) ? 1 : inner.depth + 1,
          fields: inner.fields + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
          lists: inner.lists + (type && isListType(getNullableType(type)) ? 1 : 0),
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition
        part = measure(
          selection.selectionSet,
          condition ? schema.getType(condition.name.value) : parent,
          ancestors,
        )
      } else {
        part = measureFragment(selection.name.value, ancestors)
      }
      size.depth = Math.max(size.depth, part.depth)
      size.fields += part.fields
      size.aliases += part.aliases
      size.lists = Math.max(size.lists, part.lists)
    }
    return size
  }

  const measureFragment = (name: string, ancestors: Set<string>): Size => {
    const known = sizes.get(name)
    if (known) return known
    if (ancestors.has(name)) return { depth: 0, fields: 0, aliases: 0, lists: 0 }
    const fragment = context.getFragment(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const size = measure(fragment?.selectionSet, type, new Set(ancestors).add(name))
    sizes.set(name, size)
    return size
  }

  return {
    OperationDefinition(node) {
      const size = measure(node.selectionSet, schema.getRootType(node.operation), new Set())
      const measured: [what: string, count: number, limit: number][] = [
        ['root fields', node.selectionSet.selections.length, LIMITS.rootFields],
        ['levels', size.depth, LIMITS.depth],
        ['fields', size.fields, LIMITS.fields],
        ['aliases', size.aliases, LIMITS.aliases],
        ['nested lists', size.lists, LIMITS.lists],
      ]
      const exceeded = measured.find(([, count, limit]) => count > limit)
      if (exceeded) context.reportError(tooComplex(exceeded[0]))
    },
  }
}

export const limitRules = [limitQuery]
