/**
 * What buyer and merchant are told of an attempt, as SQL over `payment_attempt a`: RESCUE while its money waits for the
 * merchant; once the merchant gave it back, the trip came to nothing: CANCELLED.
 */
export const DISPLAYED_STATUS = `case when a.status = 'RESCUE' and not exists (
  select from unmatched_payment r where r.shop_id = a.shop_id and r.attempt_id = a.id and r.closed_at is null)
  then 'CANCELLED' else a.status end`
