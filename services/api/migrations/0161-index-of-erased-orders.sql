-- The backup lists erased orders every minute, of all shops (infra/backup/postgres/erasures.ts).
create index order_erased on "order" (erased_at) where erased_at is not null;
