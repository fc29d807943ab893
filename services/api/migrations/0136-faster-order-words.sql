-- The words of orders, computed faster: most texts are ASCII, which needs neither regular expressions nor Unicode's normal forms, and a function in
-- PL/pgSQL is called faster than one in SQL that the planner cannot inline. A word that begins another of the same
-- buyer or line is not stored: whoever searches it finds the other.

-- ASCII is what has as many bytes as characters.
create or replace function search_fold(value text) returns text language plpgsql immutable parallel safe as $$
begin
  if octet_length(value) = length(value) then return lower(value collate "C"); end if;
  return lower(regexp_replace(normalize(
    replace(replace(replace(replace(replace(replace(replace(replace(
      translate(value, 'ŁłØøĐđÐðĦħŦŧı', 'LlOoDdDdHhTti'),
      'ß', 'ss'), 'ẞ', 'ss'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'þ', 'th'), 'Þ', 'th'), nfkd),
    '[\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]',
    '', 'g'));
end $$;

create or replace function search_key(value text) returns text language plpgsql immutable parallel safe as $$
begin
  if octet_length(value) = length(value) then
    return nullif(left(regexp_replace(lower(value collate "C"), '[^a-z0-9]+', '', 'g'), 64), '');
  end if;
  return left(array_to_string(search_parts(search_fold(value)), ''), 64);
end $$;

-- The words of a text, and those with an apostrophe or a hyphen also in one piece. Some are empty, longer than 64 characters or repeated.
create function search_pieces(value text) returns text[] language plpgsql immutable parallel safe as $$
begin
  if octet_length(value) <> length(value) then
    return search_parts(search_fold(value)) || array(select search_key(chunk) from regexp_split_to_table(value, '\s+') chunk);
  end if;
  value := lower(value collate "C");
  return regexp_split_to_array(value, '[^a-z0-9]+') || regexp_split_to_array(regexp_replace(value, '[^a-z0-9\s]+', '', 'g'), '\s+');
end $$;

create or replace function search_words(value text) returns setof text language sql immutable parallel safe begin atomic
  select distinct left(piece, 64) from unnest(search_pieces(value)) piece where piece <> '';
end;

-- In order, a word stands directly before those that begin with it.
create function search_tokens(pieces text[]) returns setof text language sql immutable parallel safe begin atomic
  select token from (
    select token, lead(token) over (order by token collate "C") as next
    from (select distinct left(piece, 64) as token from unnest(pieces) piece where piece <> '') words
  ) sorted where next is null or not starts_with(next, token);
end;

create function search_pieces_of_buyer(email text, billing jsonb, shipping jsonb) returns text[] language plpgsql immutable parallel safe as $$
declare
  pieces text[] := search_pieces(concat_ws(' ', split_part(email, '@', 1),
    billing ->> 'firstName', billing ->> 'lastName', billing ->> 'company', billing ->> 'postalCode',
    shipping ->> 'firstName', shipping ->> 'lastName', shipping ->> 'company', shipping ->> 'postalCode'));
begin
  if billing ->> 'phone' <> '' then pieces := pieces || search_phones(billing ->> 'phone', billing ->> 'countryCode'); end if;
  if shipping ->> 'phone' <> '' then pieces := pieces || search_phones(shipping ->> 'phone', shipping ->> 'countryCode'); end if;
  return pieces || array[search_fold(email), search_key(split_part(email, '@', 2)),
    search_key(billing ->> 'postalCode'), search_key(shipping ->> 'postalCode')];
end $$;

create or replace function search_tokens_of_buyer(email text, billing jsonb, shipping jsonb) returns setof text
  language sql immutable parallel safe begin atomic
    select token from search_tokens(search_pieces_of_buyer(email, billing, shipping)) token;
  end;

create or replace function search_tokens_of_line(product_name text, sku text) returns setof text
  language sql immutable parallel safe begin atomic
    select token from search_tokens(search_pieces(product_name || ' ' || sku) || search_key(sku)) token;
  end;

-- An order that has just been inserted has no words yet, so there is nothing to conflict with.
create or replace function add_search_tokens_of_orders() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select o.shop_id, o.id, search_key(o.code), false from added o
    union all select o.shop_id, o.id, t.token, true
      from added o, search_tokens_of_buyer(o.email, o.billing_address, o.shipping_address) t (token);
  return null;
end $$;

do $$
declare f text;
begin
  foreach f in array array['search_pieces', 'search_pieces_of_buyer', 'search_tokens']
  loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to triclic_api, triclic_worker, triclic_tasks', f);
  end loop;
end $$;
