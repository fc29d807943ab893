import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql'

/**
 * Whether the query asks for a field below the resolved one. `@skip` and `@include` are ignored: a field that the client
 * excludes by them counts as asked for.
 * @param path names of fields, without aliases
 */
export function asksFor(info: GraphQLResolveInfo, ...path: string[]): boolean {
  return info.fieldNodes.some(({ selectionSet }) => selects(info, selectionSet, path, new Set()))
}

function selects(
  info: GraphQLResolveInfo,
  selectionSet: SelectionSetNode | undefined,
  [name, ...rest]: string[],
  visited: Set<string>,
): boolean {
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === 'Field')
      return (
        selection.name.value === name &&
        (rest.length === 0 || selects(info, selection.selectionSet, rest, new Set()))
      )
    if (selection.kind === 'InlineFragment')
      return selects(info, selection.selectionSet, [name as string, ...rest], visited)
    const fragment = selection.name.value
    if (visited.has(fragment)) return false
    visited.add(fragment)
    return selects(info, info.fragments[fragment]?.selectionSet, [name as string, ...rest], visited)
  })
}
