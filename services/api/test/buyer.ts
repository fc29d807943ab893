import { graphql } from './api.ts'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'

export interface Reply<T> {
  status: number
  headers: Headers
  data: T
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[]
}

/** A buyer's browser in a shop: it sends the visitor id that it received first. */
export function newBuyer(api: TestApi, shop: TestShop, headers: Record<string, string> = {}) {
  let visitorId: string | undefined
  return {
    get visitorId() {
      return visitorId
    },
    async request<T>(query: string, variables: Record<string, unknown> = {}): Promise<Reply<T>> {
      const reply = await graphql<T>(`${api.url}/graphql`, query, variables, {
        'x-shop-key': shop.key,
        ...(visitorId && { 'x-visitor-id': visitorId }),
        ...headers,
      })
      visitorId ??= reply.headers.get('x-visitor-id') ?? undefined
      return reply
    },
  }
}

export type Buyer = ReturnType<typeof newBuyer>
