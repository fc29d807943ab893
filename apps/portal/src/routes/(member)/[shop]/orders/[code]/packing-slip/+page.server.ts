import { error } from '@sveltejs/kit'
import { packingSlipsQuery } from '#lib/parcel/packing-slip.documents.ts'
import { slipPage } from '#lib/parcel/packing-slip.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { packingSlips, layout } = await queryForShopPage(event, packingSlipsQuery, {
    codes: [event.params.code],
  })
  const { slips, ...letterhead } = packingSlips
  const [slip] = slips
  const content = slip && slipPage(slip, event.url.searchParams.get('parcel'))
  if (!slip || !content) error(404, 'Order not found', { code: 'ORDER_NOT_FOUND' })
  return { ...layout, letterhead, slip, content }
}
