import type { InTransaction, MerchantContext } from '../app/context.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

/** The registered documents of a shop, for its members. */
export interface DocumentSettings {
  /** Whether requests with another document are refused. */
  registeredOnly: boolean
  documentCount: number
  /** When the last one was registered; null if there is none. */
  lastRegisteredAt: Date | null
  /** When one was last used, to the minute; null if none ever was. */
  lastUsedAt: Date | null
}

export const listDocuments = (ctx: MerchantContext): Promise<DocumentSettings> =>
  inTransaction(ctx, selectDocumentSettings)

export async function selectDocumentSettings({
  em,
  shop,
}: InTransaction<MerchantContext>): Promise<DocumentSettings> {
  const [row] = await em.execute<
    [Omit<DocumentSettings, 'lastRegisteredAt' | 'lastUsedAt'> & { registered: string; used: string }]
  >(
    `select s.registered_documents_only as "registeredOnly", count(d.hash)::int as "documentCount",
       max(d.registered_at) as registered, max(d.last_used_at) as used
     from shop s left join storefront_document d on d.shop_id = s.id where s.id = ? group by s.id`,
    [shop.id],
  )
  const { registeredOnly, documentCount, registered, used } = row
  return {
    registeredOnly,
    documentCount,
    lastRegisteredAt: registered ? new Date(registered) : null,
    lastUsedAt: used ? new Date(used) : null,
  }
}
