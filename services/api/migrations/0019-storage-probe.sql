-- The readiness check of the API inserts a row and rolls back, to notice a disk that is full. Without shop_id: it never holds a row.
create table storage_probe (filler text not null);
-- Neither compressed nor stored elsewhere, so that a row needs a page.
alter table storage_probe alter column filler set storage plain;
alter table storage_probe enable row level security;
alter table storage_probe force row level security;
create policy insert_only on storage_probe for insert with check (true);
grant insert on storage_probe to triclic_api;
