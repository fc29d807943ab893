import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { reject } from '../kernel/errors.ts'
import { loadLegalPage, pageVersionOf, selectPage, type LegalPage } from './load-legal-page.ts'
import type { PageRef } from './load-legal-pages.ts'

/** Makes simultaneous changes of a shop's pages wait for each other, and checks what the change is based on. Orders do not wait for it. */
export async function lockPage(
  tx: InTransaction<MerchantContext>,
  { kind, language, version }: PageRef & { version?: string | null | undefined },
): Promise<Awaited<ReturnType<typeof selectPage>>> {
  await tx.em.execute('select id from shop where id = ? for no key update', [tx.shop.id])
  const stored = await selectPage(tx, { kind, language })
  if (version && version !== pageVersionOf(stored)) reject('PAGE_CHANGED_MEANWHILE', 'version')
  return stored
}

export async function writeDraft(
  { em, shop, member }: InTransaction<MerchantContext>,
  { kind, language }: PageRef,
  html: string,
): Promise<void> {
  await em.execute(
    `insert into legal_page_draft (shop_id, kind, language, html, version, updated_by) values (?, ?, ?, ?, ?, ?)
     on conflict (shop_id, kind, language) do update set html = excluded.html, version = excluded.version, updated_at = now(),
       updated_by = excluded.updated_by`,
    [shop.id, kind, language, html, v7(), member.name],
  )
}

export async function deleteDraft(
  { em, shop }: InTransaction<MerchantContext>,
  { kind, language }: PageRef,
): Promise<boolean> {
  const deleted = await em.execute<object[]>(
    'delete from legal_page_draft where shop_id = ? and kind = ? and language = ? returning kind',
    [shop.id, kind, language],
  )
  return deleted.length > 0
}

export const loadInside = (
  tx: InTransaction<MerchantContext>,
  { kind, language }: PageRef,
): Promise<LegalPage> => loadLegalPage({ ...tx, readTransaction: tx.em }, { kind, language })
