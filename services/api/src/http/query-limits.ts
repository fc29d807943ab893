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
 * Bounds of one document. A page of products with variants costs some 200 fields, 6 levels and 2 lists, one within the
 * other: what is asked for is multiplied by every list around it.
 */
export const LIMITS = { depth: 12, fields: 400, aliases: 15, lists: 3, rootFields: 20, bytes: 100_000 }

const INTROSPECTION = new Set(['__schema', '__type'])

const tooComplex = (what: string): GraphQLError =>
  new GraphQLError(`The query has too many ${what}; ask for less at once.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  })

interface Size {
  depth: number
  fields: number
  aliases: number
  /** Within one another. */
  lists: number
}

type Parent = GraphQLNamedType | null | undefined

/** Counts what a document asks for, its fragments spread out; stops as soon as a bound is passed. */
function limitQuery(context: ValidationContext): ASTVisitor {
  const sizes = new Map<string, Size>()
  const schema = context.getSchema()

  const measure = (set: SelectionSetNode | undefined, parent: Parent, within: Set<string>): Size => {
    const size: Size = { depth: 0, fields: 0, aliases: 0, lists: 0 }
    for (const selection of set?.selections ?? []) {
      let part: Size
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value
        const type = isObjectType(parent) ? parent.getFields()[name]?.type : undefined
        const inner = measure(selection.selectionSet, type && getNamedType(type), within)
        part = {
          // How deep the schema is looked into is bounded by graphql-js itself; every tool's own query is 15 levels.
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
          within,
        )
      } else {
        part = measureFragment(selection.name.value, within)
      }
      size.depth = Math.max(size.depth, part.depth)
      size.fields += part.fields
      size.aliases += part.aliases
      size.lists = Math.max(size.lists, part.lists)
    }
    return size
  }

  const measureFragment = (name: string, within: Set<string>): Size => {
    const known = sizes.get(name)
    if (known) return known
    if (within.has(name)) return { depth: 0, fields: 0, aliases: 0, lists: 0 }
    const fragment = context.getFragment(name)
    const type = fragment && schema.getType(fragment.typeCondition.name.value)
    const size = measure(fragment?.selectionSet, type, new Set(within).add(name))
    sizes.set(name, size)
    return size
  }

  return {
    OperationDefinition(node) {
      const size = measure(node.selectionSet, schema.getRootType(node.operation), new Set())
      const exceeded =
        node.selectionSet.selections.length > LIMITS.rootFields
          ? 'root fields'
          : size.depth > LIMITS.depth
            ? 'levels'
            : size.fields > LIMITS.fields
              ? 'fields'
              : size.aliases > LIMITS.aliases
                ? 'aliases'
                : size.lists > LIMITS.lists
                  ? 'lists within lists'
                  : null
      if (exceeded) context.reportError(tooComplex(exceeded))
    },
  }
}

export const limitRules = [limitQuery]
