-- Of the refused notifications of one kind and hour, the first five and the latest one are kept, and the others counted. A kind is a bank, a
-- reason, and the payment of this shop that the notification names, if any: a forger knows no reference of another buyer's payment.
alter table bank_notification_refused
  add column hour timestamptz,
  add column reference text,
  -- The latest one is replaced by the next; `omitted` counts those that it replaced.
  add column is_latest boolean not null default false,
  add column omitted integer not null default 0;
update bank_notification_refused set hour = date_trunc('hour', received_at, 'UTC');
alter table bank_notification_refused alter column hour set not null;
drop index bank_notification_refused_day;
create index bank_notification_refused_sample on bank_notification_refused (shop_id, hour, protocol, reason, reference);
create unique index bank_notification_refused_latest on bank_notification_refused (shop_id, hour, protocol, reason, reference)
  nulls not distinct where is_latest;
grant update (received_at, fields, displayed_fields, omitted) on bank_notification_refused to triclic_api;
