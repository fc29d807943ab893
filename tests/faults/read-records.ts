import type { FaultEnvironment } from './environment.ts'

export interface OrderRow {
  id: string
  code: string
  status: string
  idempotency_key: string
}

export interface PaymentRow {
  id: string
  order_id: string
  mark: string
  status: string
  idempotency_key: string | null
  has_kept: boolean
}

export interface MailRow {
  id: string
  order_id: string
  kind: string
  status: 'QUEUED' | 'SENT' | 'FAILED'
  payment_id: string | null
}

/** What the database holds of one shop. */
export interface ShopRecords {
  shopId: string
  slug: string
  orders: OrderRow[]
  payments: PaymentRow[]
  mails: MailRow[]
  /** Available quantity of each variant, and the quantity in orders that hold stock. */
  stock: { variant_id: string; available: number; ordered: number }[]
}

export const shopIds = ({ owner }: FaultEnvironment): Promise<{ id: string; slug: string }[]> =>
  owner.globalRows('select id, slug from shop order by slug')

/** The records of every shop. */
export async function readRecords(environment: FaultEnvironment): Promise<ShopRecords[]> {
  const records: ShopRecords[] = []
  for (const { id, slug } of await shopIds(environment)) {
    // Filtered by shop too: some policies let the owner read the rows of every shop.
    const rows = <Row extends object>(sql: string) =>
      environment.owner.rows<Row & Record<string, unknown>>(id, sql, [id])
    records.push({
      shopId: id,
      slug,
      orders: await rows<OrderRow>(
        'select id, code, status, idempotency_key from "order" where shop_id = $1',
      ),
      payments: await rows<PaymentRow>(
        `select id, order_id, mark::text, status, idempotency_key,
           exists (select from card_kept k where k.payment_id = p.id) as has_kept
         from card_payment p where shop_id = $1`,
      ),
      mails: await rows<MailRow>(
        'select id, order_id, kind, status, payment_id from mail where shop_id = $1',
      ),
      stock: await rows(
        `select s.variant_id, s.available, coalesce(sum(l.quantity) filter
             (where o.status not in ('CANCELLED', 'EXPIRED')), 0)::int as ordered
           from stock s left join order_line l on l.variant_id = s.variant_id left join "order" o on o.id = l.order_id
           where s.shop_id = $1 group by s.variant_id, s.available`,
      ),
    })
  }
  return records
}
