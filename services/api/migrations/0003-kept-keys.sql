-- The day keys under which kept digits of all shops are sealed, and nothing else: the api checks that it still has each key.

create function kept_keys_in_use() returns table (shop_id uuid, key_id text)
  language sql stable security definer set search_path = public as
  $$ select distinct k.shop_id, k.key_id from card_kept k where k.erase_at > now() $$;
revoke all on function kept_keys_in_use from public;
grant execute on function kept_keys_in_use to triclic_api;
