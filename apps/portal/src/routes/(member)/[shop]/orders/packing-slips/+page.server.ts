import { packingSlipsQuery } from '#lib/parcel/packing-slip.documents.ts'
import { slipPage } from '#lib/parcel/packing-slip.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

/** As many as the API takes. */
const MAX_SLIPS = 100

/** `?codes=A,B,C`, or `?codes=A&codes=B`: what is still to pack of each order. */
export const load: PageServerLoad = async (event) => {
  const codes = event.url.searchParams
    .getAll('codes')
    .flatMap((list) => list.split(','))
    .map((code) => code.replace(/\p{Cc}/gu, '').trim())
    .filter(Boolean)
    .slice(0, MAX_SLIPS)
  const { packingSlips, layout } = await queryForShopPage(event, packingSlipsQuery, { codes })
  const { slips, ...letterhead } = packingSlips
  const pages = slips.flatMap((slip) => {
    const content = slipPage(slip, null)
    return content ? [{ slip, content }] : []
  })
  return { ...layout, letterhead, pages }
}
