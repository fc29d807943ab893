-- Finding orders among many: an index for each way to list them, and the words by which they are searched.

create index order_by_status on "order" (shop_id, status, fulfillment, placed_at desc, id desc);

-- The words of each order. Prefixes are found by range over collation "C": row-level security allows an index for comparisons,
-- which are leakproof, and not for LIKE, full-text or trigram search.
create table order_search (
  shop_id uuid not null,
  order_id uuid not null,
  token text collate "C" not null,
  -- Whether it tells who the buyer is.
  of_buyer boolean not null,
  primary key (shop_id, order_id, token, of_buyer),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index order_search_token on order_search (shop_id, token, order_id, of_buyer);

alter table order_search enable row level security;
alter table order_search force row level security;
create policy tenant_isolation on order_search
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert on order_search to triclic_api;
grant insert on order_search to triclic_worker;

-- Lower case without accents; letters that Unicode does not decompose are spelled out.
create function search_fold(value text) returns text language sql immutable parallel safe
  return lower(regexp_replace(normalize(
    replace(replace(replace(replace(replace(replace(replace(replace(
      translate(value, 'ŁłØøĐđÐðĦħŦŧı', 'LlOoDdDdHhTti'),
      'ß', 'ss'), 'ẞ', 'ss'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'þ', 'th'), 'Þ', 'th'), nfkd),
    '[\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]',
    '', 'g'));

-- A folded text in words, between spaces and punctuation. At most 64 characters of each are compared.
create function search_parts(folded text) returns text[] language sql immutable parallel safe
  return (select array_agg(left(part, 64)) from regexp_split_to_table(folded,
    '[\s\u0001-/:-`{-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f]+') part where part <> '');

-- Without spaces and punctuation: how codes, postcodes and references are stored, however they are written.
create function search_key(value text) returns text language sql immutable parallel safe
  return left(array_to_string(search_parts(search_fold(value)), ''), 64);

-- The words of a text; those with an apostrophe or a hyphen also in one piece: l, hopital, lhopital.
create function search_words(value text) returns setof text language sql immutable parallel safe begin atomic
  select unnest(search_parts(search_fold(value)))
  union select search_key(chunk) from regexp_split_to_table(value, '\s+') chunk;
end;

-- Country calling code and trunk prefix of each country: metadata of libphonenumber-js 1.13.16 (MIT), generated from Google's libphonenumber.
create function phone_prefixes(country text) returns jsonb language sql immutable parallel safe
  return '{
    "AC":["247",""],"AD":["376",""],"AE":["971","0"],"AF":["93","0"],"AG":["1",""],"AI":["1",""],"AL":["355","0"],"AM":["374","0"],
    "AO":["244",""],"AR":["54","0"],"AS":["1",""],"AT":["43","0"],"AU":["61","0"],"AW":["297",""],"AX":["358","0"],"AZ":["994","0"],
    "BA":["387","0"],"BB":["1",""],"BD":["880","0"],"BE":["32","0"],"BF":["226",""],"BG":["359","0"],"BH":["973",""],"BI":["257",""],
    "BJ":["229",""],"BL":["590","0"],"BM":["1",""],"BN":["673",""],"BO":["591","0"],"BQ":["599",""],"BR":["55","0"],"BS":["1",""],
    "BT":["975",""],"BW":["267",""],"BY":["375","8"],"BZ":["501",""],"CA":["1",""],"CC":["61","0"],"CD":["243","0"],"CF":["236",""],
    "CG":["242",""],"CH":["41","0"],"CI":["225",""],"CK":["682",""],"CL":["56",""],"CM":["237",""],"CN":["86","0"],"CO":["57","0"],
    "CR":["506",""],"CU":["53","0"],"CV":["238",""],"CW":["599",""],"CX":["61","0"],"CY":["357",""],"CZ":["420",""],"DE":["49","0"],
    "DJ":["253",""],"DK":["45",""],"DM":["1",""],"DO":["1",""],"DZ":["213","0"],"EC":["593","0"],"EE":["372",""],"EG":["20","0"],
    "EH":["212","0"],"ER":["291","0"],"ES":["34",""],"ET":["251","0"],"FI":["358","0"],"FJ":["679",""],"FK":["500",""],"FM":["691",""],
    "FO":["298",""],"FR":["33","0"],"GA":["241",""],"GB":["44","0"],"GD":["1",""],"GE":["995","0"],"GF":["594","0"],"GG":["44","0"],
    "GH":["233","0"],"GI":["350",""],"GL":["299",""],"GM":["220",""],"GN":["224",""],"GP":["590","0"],"GQ":["240",""],"GR":["30",""],
    "GT":["502",""],"GU":["1",""],"GW":["245",""],"GY":["592",""],"HK":["852",""],"HN":["504",""],"HR":["385","0"],"HT":["509",""],
    "HU":["36","06"],"ID":["62","0"],"IE":["353","0"],"IL":["972","0"],"IM":["44","0"],"IN":["91","0"],"IO":["246",""],"IQ":["964","0"],
    "IR":["98","0"],"IS":["354",""],"IT":["39",""],"JE":["44","0"],"JM":["1",""],"JO":["962","0"],"JP":["81","0"],"KE":["254","0"],
    "KG":["996","0"],"KH":["855","0"],"KI":["686","0"],"KM":["269",""],"KN":["1",""],"KP":["850","0"],"KR":["82","0"],"KW":["965",""],
    "KY":["1",""],"KZ":["7","8"],"LA":["856","0"],"LB":["961","0"],"LC":["1",""],"LI":["423","0"],"LK":["94","0"],"LR":["231","0"],
    "LS":["266",""],"LT":["370","0"],"LU":["352",""],"LV":["371",""],"LY":["218","0"],"MA":["212","0"],"MC":["377","0"],"MD":["373","0"],
    "ME":["382","0"],"MF":["590","0"],"MG":["261","0"],"MH":["692","1"],"MK":["389","0"],"ML":["223",""],"MM":["95","0"],"MN":["976","0"],
    "MO":["853",""],"MP":["1",""],"MQ":["596","0"],"MR":["222",""],"MS":["1",""],"MT":["356",""],"MU":["230",""],"MV":["960",""],
    "MW":["265","0"],"MX":["52",""],"MY":["60","0"],"MZ":["258",""],"NA":["264","0"],"NC":["687",""],"NE":["227",""],"NF":["672",""],
    "NG":["234","0"],"NI":["505",""],"NL":["31","0"],"NO":["47",""],"NP":["977","0"],"NR":["674",""],"NU":["683",""],"NZ":["64","0"],
    "OM":["968",""],"PA":["507",""],"PE":["51","0"],"PF":["689",""],"PG":["675",""],"PH":["63","0"],"PK":["92","0"],"PL":["48",""],
    "PM":["508","0"],"PR":["1",""],"PS":["970","0"],"PT":["351",""],"PW":["680",""],"PY":["595","0"],"QA":["974",""],"RE":["262","0"],
    "RO":["40","0"],"RS":["381","0"],"RU":["7","8"],"RW":["250","0"],"SA":["966","0"],"SB":["677",""],"SC":["248",""],"SD":["249","0"],
    "SE":["46","0"],"SG":["65",""],"SH":["290",""],"SI":["386","0"],"SJ":["47",""],"SK":["421","0"],"SL":["232","0"],"SM":["378",""],
    "SN":["221",""],"SO":["252","0"],"SR":["597",""],"SS":["211","0"],"ST":["239",""],"SV":["503",""],"SX":["1",""],"SY":["963","0"],
    "SZ":["268",""],"TA":["290",""],"TC":["1",""],"TD":["235",""],"TG":["228",""],"TH":["66","0"],"TJ":["992",""],"TK":["690",""],
    "TL":["670",""],"TM":["993","8"],"TN":["216",""],"TO":["676",""],"TR":["90","0"],"TT":["1",""],"TV":["688",""],"TW":["886","0"],
    "TZ":["255","0"],"UA":["380","0"],"UG":["256","0"],"US":["1",""],"UY":["598","0"],"UZ":["998",""],"VA":["39",""],"VC":["1",""],
    "VE":["58","0"],"VG":["1",""],"VI":["1",""],"VN":["84","0"],"VU":["678",""],"WF":["681",""],"WS":["685",""],"XK":["383","0"],
    "YE":["967","0"],"YT":["262","0"],"ZA":["27","0"],"ZM":["260","0"],"ZW":["263","0"]
  }'::jsonb -> country;

-- A telephone number as it is dialled from abroad and within its country: +33 6 12 and 06 12 find each other.
create function search_phones(phone text, country text) returns text[] language sql immutable parallel safe
  return (
    with number as (
      select regexp_replace(replace(phone, '(0)', ''), '\D', '', 'g') as digits, phone ~ '^\s*\(?(\+|00)' as is_international,
        phone_prefixes(country) ->> 0 as code, phone_prefixes(country) ->> 1 as trunk
    ), dialled as (
      select code, trunk, is_international, case when is_international then regexp_replace(digits, '^00', '') else digits end as digits
      from number
    ), subscriber as (
      select code, trunk, digits, case
        when not is_international then case when starts_with(digits, trunk) then substr(digits, length(trunk) + 1) else digits end
        when starts_with(digits, code) then substr(digits, length(code) + 1) end as rest
      from dialled
    )
    select array_remove(array[digits, code || rest, trunk || rest], null) from subscriber where digits <> '');

-- Everything that tells who the buyer of an order is, except street and town.
create function search_tokens_of_buyer(email text, billing jsonb, shipping jsonb) returns setof text
  language sql immutable parallel safe begin atomic
    select search_words(concat_ws(' ', split_part(email, '@', 1),
      billing ->> 'firstName', billing ->> 'lastName', billing ->> 'company', billing ->> 'postalCode',
      shipping ->> 'firstName', shipping ->> 'lastName', shipping ->> 'company', shipping ->> 'postalCode'))
    union select left(search_fold(email), 64)
    union select search_key(split_part(email, '@', 2))
    union select unnest(array[search_key(billing ->> 'postalCode'), search_key(shipping ->> 'postalCode')])
    union select unnest(search_phones(billing ->> 'phone', billing ->> 'countryCode'))
    union select unnest(search_phones(shipping ->> 'phone', shipping ->> 'countryCode'));
  end;

create function search_tokens_of_line(product_name text, sku text) returns setof text
  language sql immutable parallel safe begin atomic
    select search_words(product_name || ' ' || sku) union select search_key(sku);
  end;

create function search_tokens_of_attempt(reference text, bank_transaction_id text, authorization_number text, redirect jsonb)
  returns setof text language sql immutable parallel safe begin atomic
    select search_key(reference) union select search_key(bank_transaction_id) union select search_key(authorization_number)
    union select search_key(field ->> 'value') from jsonb_array_elements(redirect -> 'fields') field where field ->> 'name' = 'vads_trans_id';
  end;

create function search_tokens_of_certification(authorization_number text, bank_reference text) returns setof text
  language sql immutable parallel safe begin atomic
    select search_key(authorization_number) union select search_key(bank_reference) union select search_words(bank_reference);
  end;

-- Its reference is what the bank sent, which may be the buyer's name.
create function search_tokens_of_unmatched_payment(reference text, bank_transaction_id text) returns table (token text, of_buyer boolean)
  language sql immutable parallel safe begin atomic
    select search_key(reference), true union all select search_words(reference), true union select search_key(bank_transaction_id), false;
  end;

-- Triggers write the tokens in the transaction that writes what they come from, whoever writes it.

create function add_search_tokens_of_orders() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select o.shop_id, o.id, search_key(o.code), false from added o
    union all select o.shop_id, o.id, t.token, true
      from added o, search_tokens_of_buyer(o.email, o.billing_address, o.shipping_address) t (token)
      where t.token <> ''
    on conflict do nothing;
  return null;
end $$;
create trigger order_search_insert after insert on "order" referencing new table as added
  for each statement execute function add_search_tokens_of_orders();

create function add_search_tokens_of_lines() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select distinct l.shop_id, l.order_id, t.token, false from added l, search_tokens_of_line(l.product_name, l.sku) t (token)
      where t.token <> ''
    on conflict do nothing;
  return null;
end $$;
create trigger order_search_insert after insert on order_line referencing new table as added
  for each statement execute function add_search_tokens_of_lines();

-- Also when the buyer's data is erased: no word of the former data remains, nor of what a bank sent about the buyer.
create function replace_search_tokens_of_buyer() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from order_search s where s.shop_id = new.shop_id and s.order_id = new.id and s.of_buyer;
  insert into order_search (shop_id, order_id, token, of_buyer)
    select new.shop_id, new.id, t.token, true
      from search_tokens_of_buyer(new.email, new.billing_address, new.shipping_address) t (token) where t.token <> '';
  return null;
end $$;
create trigger order_search_update after update of email, billing_address, shipping_address on "order"
  for each row execute function replace_search_tokens_of_buyer();

create function add_search_tokens_of_attempt() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select new.shop_id, new.order_id, t.token, false
      from search_tokens_of_attempt(new.reference, new.bank_transaction_id, new.authorization_number, new.redirect) t (token)
      where t.token <> ''
    on conflict do nothing;
  return null;
end $$;
create trigger order_search_write after insert or update of bank_transaction_id, authorization_number on payment_attempt
  for each row execute function add_search_tokens_of_attempt();

create function add_search_tokens_of_certification() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select p.shop_id, p.order_id, t.token, false
      from card_payment p, search_tokens_of_certification(new.authorization_number, new.bank_reference) t (token)
      where p.shop_id = new.shop_id and p.id = new.payment_id and t.token <> ''
    on conflict do nothing;
  return null;
end $$;
create trigger order_search_insert after insert on certification
  for each row execute function add_search_tokens_of_certification();

create function add_search_tokens_of_unmatched_payment() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into order_search (shop_id, order_id, token, of_buyer)
    select new.shop_id, new.order_id, t.token, t.of_buyer
      from search_tokens_of_unmatched_payment(new.reference, new.bank_transaction_id) t where t.token <> ''
    on conflict do nothing;
  return null;
end $$;
create trigger order_search_write after insert or update of order_id on unmatched_payment
  for each row when (new.order_id is not null) execute function add_search_tokens_of_unmatched_payment();

-- What is typed into the search: words that must each begin a word of the order, or one value written with or without spaces.
-- Null for what has no letter or digit.
create function search_query(typed text, out words text[], out whole text) language sql immutable parallel safe begin atomic
  with chunks as (select btrim(chunk, '#<>()",;') as chunk from regexp_split_to_table(search_fold(typed), '\s+') chunk),
  parts as (
    select chunk as word from chunks where chunk like '_%@%'
    union select unnest(search_parts(chunk)) from chunks where chunk not like '_%@%'
  )
  select (select array_agg(left(word, 64)) from parts),
    -- The leading zeros of an international number are dialled, and not part of it.
    regexp_replace(search_key(replace(typed, '(0)', '')), '^00(\d{6,})$', '\1');
end;

do $$
declare f text;
begin
  foreach f in array array['search_fold', 'search_parts', 'search_key', 'search_words', 'phone_prefixes', 'search_phones', 'search_tokens_of_buyer',
    'search_tokens_of_line', 'search_tokens_of_attempt', 'search_tokens_of_certification', 'search_tokens_of_unmatched_payment', 'search_query']
  loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to triclic_api, triclic_worker', f);
  end loop;
end $$;
