import type { RequestEvent } from '@sveltejs/kit'
import type { Collection } from '#lib/api/types.ts'
import { callApi } from '#lib/server/call-api.ts'

export async function listCollections(event: RequestEvent): Promise<Collection[]> {
  const document = 'query Collections { collections { id slug name } }'
  return (await callApi<{ collections: Collection[] }>(event, document)).collections
}
