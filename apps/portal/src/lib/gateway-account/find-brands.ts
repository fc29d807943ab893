import type { GatewayProtocol } from './gateway-account.documents.ts'

export interface FoundBrand {
  brand: string
  protocol: Pick<GatewayProtocol, 'name' | 'title'>
}

/** Without accents, case and punctuation, as names are compared. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The brands whose name contains every word, in any order; none without a word. */
export function findBrands(
  protocols: readonly Pick<GatewayProtocol, 'name' | 'title' | 'brands'>[],
  search: string,
): FoundBrand[] {
  const words = fold(search).split(' ').filter(Boolean)
  if (!words.length) return []
  const all = protocols.flatMap((protocol) =>
    protocol.brands.map(({ name }) => ({ brand: name, protocol, text: fold(name) })),
  )
  return all.filter(({ text }) => words.every((word) => text.includes(word)))
}
