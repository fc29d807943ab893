const PAGE_SIZE = 12

// #region catalogue
export const load = async ({ locals: { client }, url }) => {
  const { search, collection, after, before } = Object.fromEntries(url.searchParams)
  const products = await client.products({
    ...(before ? { last: PAGE_SIZE, before } : { first: PAGE_SIZE, after }),
    search,
    collectionSlug: collection,
    includeDescendants: true,
    sort: search ? 'RELEVANCE' : 'NAME',
  })
  return { products, search, collection }
}
// #endregion catalogue
