/**
 * What buyer and merchant are told of an attempt, as SQL over `bank_attempt a`: RESCUE while its money waits for the
 * merchant; once the merchant gave it back, the trip came to nothing: CANCELLED.
 */
export const SHOWN_STATUS = `case when a.status = 'RESCUE' and not exists (
  select from rescue r where r.shop_id = a.shop_id and r.attempt_id = a.id and r.closed_at is null)
  then 'CANCELLED' else a.status end`
