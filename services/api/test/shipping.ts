import type { TestApi } from './api.ts'
import { merchant } from './member.ts'

export interface SavedShipping {
  zone?: { id: string; version: number } | null
  method?: { id: string; version: number } | null
  userErrors: { code: string; field: string[] | null; message: string }[]
}

async function save(
  api: TestApi,
  headers: Record<string, string>,
  name: 'Zone' | 'Method',
  input: Record<string, unknown>,
): Promise<SavedShipping> {
  const { data } = await merchant<{ saved: SavedShipping }>(
    api,
    `mutation ($input: Shipping${name}Input!) { saved: saveShipping${name}(input: $input) {
      ${name.toLowerCase()} { id version } userErrors { code field message } } }`,
    { input },
    headers,
  )
  return data.saved
}

/** Creates or changes a shipping zone as the member with these headers. */
export const saveShippingZone = (
  api: TestApi,
  headers: Record<string, string>,
  input: Record<string, unknown>,
) => save(api, headers, 'Zone', input)

/** Creates or changes a shipping method as the member with these headers. */
export const saveShippingMethod = (
  api: TestApi,
  headers: Record<string, string>,
  input: Record<string, unknown>,
) => save(api, headers, 'Method', input)
