import { v7 } from 'uuid'
import type { Api } from '../../../app/context.ts'
import { inShop, type EntityManager } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop.ts'
import type { BankProtocolName } from '../bank-protocol.ts'

/** How many of each kind are kept in an hour, besides the latest one. */
const KEPT_PER_HOUR = 5

/** A notification that is not authentic, and how many similar ones arrived with it. */
export interface Refusal {
  protocol: BankProtocolName
  reason: string
  /** As the notification says; unverified. */
  reference: string
  fields: string[][]
  displayedFields: Record<string, string>
  count: number
}

/** Stores what an hour's sample has room for, replaces its latest notification, and counts the others. */
export async function storeRefusals(app: Api, shop: Shop, refusals: readonly Refusal[]): Promise<void> {
  await inShop(app.orm, shop.id, async (em) => {
    const references = await findOwnReferences(em, shop, refusals)
    const kinds = Map.groupBy(refusals, ({ protocol, reason, reference }) =>
      JSON.stringify([protocol, reason, references.has(reference) ? reference : null]),
    )
    // Always in the same order, so that two processes that store the same kinds cannot deadlock.
    for (const kind of [...kinds.keys()].sort()) {
      const similar = kinds.get(kind) ?? []
      const [bank, reason, reference] = JSON.parse(kind) as Kind
      await storeKind(em, [shop.id, bank, reason, reference], similar)
      app.log.warn({ shop: shop.slug, bank, reason, count: countOf(similar) }, 'Bank notifications refused')
    }
  })
}

type Kind = [protocol: string, reason: string, reference: string | null]

const countOf = (refusals: readonly Refusal[]): number => refusals.reduce((sum, { count }) => sum + count, 0)

/** Of the references in these notifications, those of payments and test payments of the shop. */
async function findOwnReferences(
  em: EntityManager,
  shop: Shop,
  refusals: readonly Refusal[],
): Promise<Set<string>> {
  const rows = await em.execute<{ reference: string }[]>(
    `select r.reference from jsonb_to_recordset(?::jsonb) r (protocol text, reference text)
     where exists (select from payment_attempt a where a.shop_id = ? and a.protocol = r.protocol and a.reference = r.reference)
        or exists (select from test_payment t where t.shop_id = ? and t.protocol = r.protocol and t.reference = r.reference)`,
    [JSON.stringify(refusals.map(({ protocol, reference }) => ({ protocol, reference }))), shop.id, shop.id],
  )
  return new Set(rows.map(({ reference }) => reference))
}

async function storeKind(em: EntityManager, kind: unknown[], refusals: readonly Refusal[]): Promise<void> {
  const [row] = await em.execute<{ kept: number }[]>(
    `select count(*)::int as kept from bank_notification_refused where hour = date_trunc('hour', now(), 'UTC')
       and shop_id = ? and protocol = ? and reason = ? and reference is not distinct from ?::text and not is_latest`,
    kind,
  )
  const room = Math.max(KEPT_PER_HOUR - (row?.kept ?? 0), 0)
  const kept = refusals.slice(0, room)
  for (const refusal of kept) await insert(em, kind, refusal, `false, ${refusal.count - 1})`)
  const rest = refusals.slice(room)
  const latest = rest.at(-1)
  if (!latest) return
  await insert(
    em,
    kind,
    latest,
    `true, ${countOf(rest) - 1})
     on conflict (shop_id, hour, protocol, reason, reference) where is_latest do update set
       received_at = excluded.received_at, fields = excluded.fields, displayed_fields = excluded.displayed_fields,
       omitted = bank_notification_refused.omitted + 1 + excluded.omitted`,
  )
}

const insert = (em: EntityManager, kind: unknown[], refusal: Refusal, end: string): Promise<unknown> =>
  em.execute(
    `insert into bank_notification_refused
       (hour, shop_id, protocol, reason, reference, id, fields, displayed_fields, received_at, is_latest, omitted)
     values (date_trunc('hour', now(), 'UTC'), ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, clock_timestamp(), ${end}`,
    [...kind, v7(), JSON.stringify(refusal.fields), JSON.stringify(refusal.displayedFields)],
  )
