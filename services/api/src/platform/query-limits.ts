import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql'

/** Bounds of one document. A page of products with variants costs some 200 fields and 6 levels. */
export const LIMITS = { depth: 12, fields: 400, aliases: 15, rootFields: 20, bytes: 100_000 }

const INTROSPECTION = new Set(['__schema', '__type'])

const tooComplex = (what: string): GraphQLError =>
  new GraphQLError(`The query has too many ${what}; ask for less at once.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  })

interface Size {
  depth: number
  fields: number
  aliases: number
}

/** Counts what a document asks for, its fragments spread out; stops as soon as a bound is passed. */
function limitQuery(context: ValidationContext): ASTVisitor {
  const sizes = new Map<string, Size>()

  const measure = (set: SelectionSetNode | undefined, within: Set<string>): Size => {
    const size: Size = { depth: 0, fields: 0, aliases: 0 }
    for (const selection of set?.selections ?? []) {
      let part: Size
      if (selection.kind === Kind.FIELD) {
        const inner = measure(selection.selectionSet, within)
        part = {
          // How deep the schema is looked into is bounded by graphql-js itself; every tool's own query is 15 levels.
          depth: INTROSPECTION.has(selection.name.value) ? 1 : inner.depth + 1,
          fields: inner.fields + 1,
          aliases: inner.aliases + (selection.alias ? 1 : 0),
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        part = measure(selection.selectionSet, within)
      } else {
        part = measureFragment(selection.name.value, within)
      }
      size.depth = Math.max(size.depth, part.depth)
      size.fields += part.fields
      size.aliases += part.aliases
    }
    return size
  }

  const measureFragment = (name: string, within: Set<string>): Size => {
    const known = sizes.get(name)
    if (known) return known
    if (within.has(name)) return { depth: 0, fields: 0, aliases: 0 }
    const size = measure(context.getFragment(name)?.selectionSet, new Set(within).add(name))
    sizes.set(name, size)
    return size
  }

  return {
    OperationDefinition(node) {
      const size = measure(node.selectionSet, new Set())
      const exceeded =
        node.selectionSet.selections.length > LIMITS.rootFields
          ? 'root fields'
          : size.depth > LIMITS.depth
            ? 'levels'
            : size.fields > LIMITS.fields
              ? 'fields'
              : size.aliases > LIMITS.aliases
                ? 'aliases'
                : null
      if (exceeded) context.reportError(tooComplex(exceeded))
    },
  }
}

export const limitRules = [limitQuery]
