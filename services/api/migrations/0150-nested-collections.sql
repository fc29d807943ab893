-- Collections within collections: “Shoes” within “Women”. See docs/decisions/0086.
alter table collection
  -- Of the same shop; null: at the top.
  add column parent_id uuid check (parent_id <> id),
  add constraint collection_parent_fkey foreign key (shop_id, parent_id) references collection (shop_id, id) on delete set null (parent_id);
create index on collection (shop_id, parent_id) where parent_id is not null;

-- Whoever reads the tree relies on its end. The API checks more, under a lock of the shop, and says what is wrong.
create function check_collection_levels() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    with recursive above (parent_id, level) as (
      select new.parent_id, 1
      union all
      select c.parent_id, a.level + 1 from above a join collection c on c.shop_id = new.shop_id and c.id = a.parent_id where a.level <= 5
    )
    select from above where level > 5
  ) then
    raise exception 'collection % is in itself, or below the fifth level', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
revoke all on function check_collection_levels from public;
create trigger check_levels after insert or update of parent_id on collection
  for each row when (new.parent_id is not null) execute function check_collection_levels();

grant update (parent_id) on collection to triclic_api;
