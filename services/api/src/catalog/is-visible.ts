/** SQL: whether buyers see the product `p` at the beginning of the transaction. */
export const IS_VISIBLE = `p.status = 'PUBLISHED' and (p.publish_at is null or p.publish_at <= now())`
