import { ALL, LIST, type Product } from './catalog-queries.ts'
import { graphqlRequest, readData } from './journeys.ts'
import { withConnections, type LoadRequest } from './measure-rate.ts'

/** The first page of a shop's products. */
export const firstPage = (shopKey: string): LoadRequest =>
  graphqlRequest({ 'x-shop-key': shopKey }, LIST, { after: null }, (text) => text.includes('"nodes":[{'))

/** All products of a shop, page by page. */
export const readAllProducts = (api: string, headers: Record<string, string>): Promise<Product[]> =>
  withConnections(api, async (send) => {
    const all: Product[] = []
    for (let after: string | null = null; ;) {
      const request: LoadRequest = graphqlRequest(headers, ALL, { after }, (text) => text.includes('"nodes"'))
      const { products } = readData(ALL, (await send(request)).text)
      all.push(...products.nodes)
      if (!products.pageInfo.hasNextPage) return all
      after = products.pageInfo.endCursor
    }
  })

/** A request for each page of the list, which must always get the same response. */
export const listRequests = (
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<LoadRequest[]> =>
  withConnections(url, async (send) => {
    const requests: LoadRequest[] = []
    for (let after: string | null = null; ;) {
      const hasNodes = (text: string) => text.includes('"nodes"')
      const request: LoadRequest = { ...graphqlRequest(headers, LIST, { after }, hasNodes), path }
      const { text } = await send(request)
      requests.push({ ...request, isRight: (response) => response === text })
      const { pageInfo } = readData(LIST, text).products
      if (!pageInfo.hasNextPage) return requests
      after = pageInfo.endCursor
    }
  })
