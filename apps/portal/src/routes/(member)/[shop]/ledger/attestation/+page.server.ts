import { error } from '@sveltejs/kit'
import { ledgerAttestationQuery } from '#lib/ledger/ledger.documents.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { layout, ledgerAttestation } = await queryForShopPage(event, ledgerAttestationQuery, {})
  if (!ledgerAttestation) error(404, 'Page not found', { code: 'NOT_FOUND' })
  return { ...layout, attestation: ledgerAttestation }
}
