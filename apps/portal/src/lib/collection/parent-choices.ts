/** Levels of collections within each other. */
const MAX_LEVELS = 5

interface PlacedCollection {
  id: string
  name: string
  parentId: string | null
}

/**
 * The collections in which one may be put, each with its path as label, in the order of the tree. Left out are the collection itself, what is in it, and
 * those on the lowest level.
 * @param ownId null for a new collection
 */
export function parentChoices(
  collections: readonly PlacedCollection[],
  ownId: string | null,
): { id: string; label: string }[] {
  const choicesIn = (parentId: string | null, path: readonly string[]): { id: string; label: string }[] =>
    collections
      .filter((collection) => collection.parentId === parentId && collection.id !== ownId)
      .flatMap(({ id, name }) => {
        const names = [...path, name]
        return names.length < MAX_LEVELS ? [{ id, label: names.join(' › ') }, ...choicesIn(id, names)] : []
      })
  return choicesIn(null, [])
}
