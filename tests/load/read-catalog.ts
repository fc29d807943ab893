import { ALL, LIST, type Product } from './catalog-queries.ts'
import { graphqlRequest, readData } from './journeys.ts'
import { withConnections, type LoadRequest } from './measure-rate.ts'

/** All products of a shop, page by page. */
export async function readAllProducts(api: string, headers: Record<string, string>): Promise<Product[]> {
  const all: Product[] = []
  for (let after: string | null = null; ;) {
    const request: LoadRequest = graphqlRequest(headers, ALL, { after }, (text) => text.includes('"nodes"'))
    const { text } = await withConnections(api, (send) => send(request))
    const { products } = readData(ALL, text)
    all.push(...products.nodes)
    if (!products.pageInfo.hasNextPage) return all
    after = products.pageInfo.endCursor
  }
}

/** A request for each page of the list, which must always get the same response. */
export async function listRequests(
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<LoadRequest[]> {
  const requests: LoadRequest[] = []
  for (let after: string | null = null; ;) {
    const hasNodes = (text: string) => text.includes('"nodes"')
    const request: LoadRequest = { ...graphqlRequest(headers, LIST, { after }, hasNodes), path }
    const { text } = await withConnections(url, (send) => send(request))
    requests.push({ ...request, isRight: (response) => response === text })
    const { pageInfo } = readData(LIST, text).products
    if (!pageInfo.hasNextPage) return requests
    after = pageInfo.endCursor
  }
}
