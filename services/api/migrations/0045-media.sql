-- Pictures that members upload. Their files are stored outside the database, under shop_id and id.
create table media (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  -- Of the uploaded file: the same file is stored once per shop.
  sha256 bytea not null check (length(sha256) = 32),
  -- Of the largest stored size, in pixels, upright.
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- Of the stored sizes, ascending. Each is stored as WebP and as AVIF.
  widths integer[] not null check (cardinality(widths) > 0),
  -- Of all stored files together.
  byte_size bigint not null check (byte_size > 0),
  created_at timestamptz not null default now(),
  -- When to check whether anything still refers to the picture; null while there is no reason to.
  check_at timestamptz default now() + interval '1 day',
  primary key (shop_id, id),
  unique (shop_id, sha256)
);
create index media_check on media (shop_id, check_at, id) where check_at is not null;

create table product_image (
  shop_id uuid not null,
  product_id uuid not null,
  media_id uuid not null,
  position integer not null,
  alt_text text not null default '',
  primary key (shop_id, product_id, media_id),
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade,
  foreign key (shop_id, media_id) references media (shop_id, id)
);
create index product_image_media on product_image (shop_id, media_id);

alter table shop add column logo_media_id uuid,
  add foreign key (id, logo_media_id) references media (shop_id, id);
alter table collection add column media_id uuid,
  add foreign key (shop_id, media_id) references media (shop_id, id);
create index collection_media on collection (shop_id, media_id) where media_id is not null;

do $$
declare
  t text;
begin
  foreach t in array array['media', 'product_image'] loop
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

-- Whoever creates a trigger needs its function.
set local role triclic_tasks;
grant execute on function log_shop_change to session_user;
reset role;
create trigger log_insert after insert on product_image referencing new table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
create trigger log_update after update on product_image referencing old table as previous new table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
create trigger log_delete after delete on product_image referencing old table as changed
  for each statement execute function log_shop_change('shop_id', 'product_id', 'PRODUCT');
set local role triclic_tasks;
revoke execute on function log_shop_change from session_user;
reset role;

-- Something stopped referring to pictures: they are kept for a day, so that they can be used again. Arguments: the columns with the shop and the picture.
create function check_media_later() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format(
    'update public.media m set check_at = now() + interval ''1 day''
     from (select distinct %I as shop_id, %I as media_id from previous) p where m.shop_id = p.shop_id and m.id = p.media_id',
    tg_argv[0], tg_argv[1]);
  return null;
end $$;
revoke all on function check_media_later from public;
grant execute on function check_media_later to triclic_api, triclic_worker;

create trigger check_media_after_delete after delete on product_image referencing old table as previous
  for each statement execute function check_media_later('shop_id', 'media_id');
create trigger check_media_after_delete after delete on collection referencing old table as previous
  for each statement execute function check_media_later('shop_id', 'media_id');
create trigger check_media_after_update after update on collection referencing old table as previous
  for each statement execute function check_media_later('shop_id', 'media_id');
create trigger check_media_after_update after update on shop referencing old table as previous
  for each statement execute function check_media_later('id', 'logo_media_id');

grant select, insert, update (check_at) on media to triclic_api;
grant select, insert, delete, update (position, alt_text) on product_image to triclic_api;
grant update (logo_media_id) on shop to triclic_api;
grant select, delete, update (check_at) on media to triclic_worker;
grant select (shop_id, media_id) on product_image to triclic_worker;
grant select (shop_id, media_id) on collection to triclic_worker;
grant select (id, logo_media_id) on shop to triclic_worker;

create view due_media with (security_invoker = true) as
  select m.shop_id, m.id, m.check_at as due_at from media m where m.check_at <= now();
grant select on due_media to triclic_worker, triclic_tasks;
grant select (shop_id, id, check_at) on media to triclic_tasks;
create policy tasks_read_all_shops on media for select to triclic_tasks using (true);
