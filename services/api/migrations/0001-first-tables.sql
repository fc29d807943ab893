-- Control tables, without row-level security: a request must find its shop first, and a person may work in several shops.

create table shop (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  currency char(3) not null,
  locale text not null check (locale in ('fr', 'en')),
  country char(2) not null,
  time_zone text not null,
  payment_modes text[] not null,
  card_brands text[] not null,
  fragment_to text not null,
  card_page_url text,
  order_delay_seconds integer not null default 604800 check (order_delay_seconds > 0),
  bank_delay_seconds integer not null default 7200 check (bank_delay_seconds > 0),
  kept_retention_seconds integer not null default 604800 check (kept_retention_seconds between 3600 and 2592000),
  created_at timestamptz not null default now()
);
create table shop_key (
  key text primary key,
  shop_id uuid not null references shop on delete cascade,
  secret_hash bytea not null,
  created_at timestamptz not null default now()
);
create table shop_origin (
  shop_id uuid not null references shop on delete cascade,
  origin text not null,
  primary key (shop_id, origin)
);
create table member (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text not null,
  mfa_secret bytea,
  mfa_step bigint,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
create table membership (
  member_id uuid not null references member on delete cascade,
  shop_id uuid not null references shop on delete cascade,
  role text not null check (role in ('OWNER', 'MANAGER', 'CERTIFIER', 'VIEWER')),
  primary key (member_id, shop_id)
);
create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  member_id uuid not null references member on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_member on session (member_id);

-- Tenant tables: each has shop_id, forced row-level security, and foreign keys that include shop_id.

create table product (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  slug text not null,
  name text not null,
  description text not null,
  image_path text,
  created_at timestamptz not null default now(),
  unique (shop_id, slug),
  unique (shop_id, id)
);
create table variant (
  id uuid primary key,
  shop_id uuid not null,
  product_id uuid not null,
  sku text not null,
  name text not null,
  price integer not null check (price >= 0),
  tax_basis_points integer not null check (tax_basis_points between 0 and 10000),
  position integer not null,
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade,
  unique (shop_id, sku),
  unique (shop_id, id)
);
create index variant_product on variant (shop_id, product_id);
create table stock (
  shop_id uuid not null,
  variant_id uuid primary key,
  available integer not null check (available >= 0),
  foreign key (shop_id, variant_id) references variant (shop_id, id) on delete cascade
);
create index stock_shop on stock (shop_id);
create table collection (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  slug text not null,
  name text not null,
  position integer not null,
  unique (shop_id, slug),
  unique (shop_id, id)
);
create table collection_product (
  shop_id uuid not null,
  collection_id uuid not null,
  product_id uuid not null,
  position integer not null,
  primary key (collection_id, product_id),
  foreign key (shop_id, collection_id) references collection (shop_id, id) on delete cascade,
  foreign key (shop_id, product_id) references product (shop_id, id) on delete cascade
);
create table shipping_method (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  name text not null,
  description text,
  price integer not null check (price >= 0),
  tax_basis_points integer not null check (tax_basis_points between 0 and 10000),
  countries text[] not null,
  position integer not null,
  unique (shop_id, id)
);

create table "order" (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  code text not null,
  status text not null check (status in ('PENDING_PAYMENT', 'AWAITING_CERTIFICATION', 'PAID', 'PAYMENT_REFUSED', 'CANCELLED', 'EXPIRED')),
  status_since timestamptz not null default now(),
  fulfillment text not null default 'UNFULFILLED' check (fulfillment in ('UNFULFILLED', 'SHIPPED', 'DELIVERED')),
  carrier text,
  tracking_url text,
  placed_at timestamptz not null default now(),
  paid_at timestamptz,
  visitor text not null,
  idempotency_key uuid not null,
  input_hash bytea not null,
  cart_version text not null,
  language text not null check (language in ('fr', 'en')),
  email text not null,
  billing_address jsonb not null,
  shipping_address jsonb not null,
  note text,
  shipping_method_id uuid,
  shipping_method_name text,
  shipping_method_description text,
  currency char(3) not null,
  subtotal integer not null,
  shipping_total integer not null,
  tax_total integer not null,
  total integer not null check (total = subtotal + shipping_total),
  unique (shop_id, id),
  unique (shop_id, code),
  constraint order_once_per_key unique (shop_id, visitor, idempotency_key),
  constraint order_once_per_cart unique (shop_id, visitor, cart_version)
);
create index order_newest on "order" (shop_id, placed_at desc, id desc);
create index order_due on "order" (status_since) where status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED');
create table order_line (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  position integer not null,
  variant_id uuid not null,
  product_name text not null,
  variant_name text not null,
  sku text not null,
  quantity integer not null check (quantity > 0),
  unit_price integer not null,
  tax_basis_points integer not null,
  total integer not null,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index order_line_order on order_line (shop_id, order_id, position);
create table order_event (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  by text not null,
  message text not null,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index order_event_order on order_event (shop_id, order_id, at);

create table mail (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST')),
  recipient text not null,
  status text not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED')),
  payment_id uuid,
  details jsonb not null default '{}',
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  unique (shop_id, id)
);
create index mail_order on mail (shop_id, order_id);
create index mail_queued on mail (created_at) where status = 'QUEUED';

create table card_payment (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  mark char(4) not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'APPROVED', 'REFUSED', 'CLOSED')),
  brand text not null,
  first_six char(6) not null,
  number_length integer not null,
  expiry_month integer,
  expiry_year integer,
  amount integer not null,
  currency char(3) not null,
  idempotency_key text,
  taken_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  unique (shop_id, id),
  unique (shop_id, order_id, mark)
);
create unique index card_payment_one_open on card_payment (shop_id, order_id) where status = 'OPEN';
create unique index card_payment_once_per_key on card_payment (shop_id, idempotency_key, order_id) where idempotency_key is not null;
alter table mail add foreign key (shop_id, payment_id) references card_payment (shop_id, id) on delete cascade;
create table card_kept (
  payment_id uuid primary key,
  shop_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  erase_at timestamptz not null,
  foreign key (shop_id, payment_id) references card_payment (shop_id, id) on delete cascade
);
create index card_kept_due on card_kept (erase_at);
create table certification (
  id uuid primary key,
  shop_id uuid not null,
  payment_id uuid not null,
  outcome text not null check (outcome in ('APPROVED', 'REFUSED', 'REFERRAL')),
  amount integer not null,
  currency char(3) not null,
  authorization_number text check (authorization_number ~ '^[A-Za-z0-9]{1,6}$'),
  bank_reference text,
  note text,
  certified_by uuid not null references member,
  certified_by_name text not null,
  certified_at timestamptz not null default now(),
  foreign key (shop_id, payment_id) references card_payment (shop_id, id) on delete cascade
);
create unique index certification_one_final on certification (shop_id, payment_id) where outcome <> 'REFERRAL';
create table card_request (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  unique (shop_id, token_hash)
);

create table bank_account (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  protocol text not null check (protocol in ('lyra', 'paybox', 'monetico', 'sips')),
  name text not null,
  environment text not null check (environment in ('TEST', 'PRODUCTION')),
  payment_url text not null,
  identity text not null,
  sealed_credentials bytea not null,
  enabled boolean not null default true,
  position integer not null default 0,
  unique (shop_id, id),
  unique (shop_id, protocol)
);
create table bank_attempt (
  id uuid primary key,
  shop_id uuid not null,
  order_id uuid not null,
  bank_account_id uuid not null,
  protocol text not null,
  bank_name text not null,
  reference text not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'PENDING', 'PAID', 'REFUSED', 'CANCELLED', 'EXPIRED', 'RESCUE')),
  amount integer not null,
  currency char(3) not null,
  environment text not null,
  idempotency_key text,
  redirect jsonb not null,
  return_url text not null,
  authorization_number text,
  bank_transaction_id text,
  opened_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  foreign key (shop_id, bank_account_id) references bank_account (shop_id, id),
  unique (shop_id, id),
  unique (shop_id, protocol, reference)
);
create index bank_attempt_order on bank_attempt (shop_id, order_id);
create index bank_attempt_due on bank_attempt (opened_at) where status in ('OPEN', 'PENDING');
create unique index bank_attempt_once_per_key on bank_attempt (shop_id, order_id, idempotency_key) where idempotency_key is not null;
create table bank_sequence (
  shop_id uuid not null references shop on delete cascade,
  identity text not null,
  day date not null,
  last integer not null,
  primary key (shop_id, identity, day)
);
create table bank_notification (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  protocol text not null,
  dedupe_key text not null,
  status text not null,
  fields jsonb not null,
  attempt_id uuid,
  verdict text not null,
  received_at timestamptz not null default now(),
  foreign key (shop_id, attempt_id) references bank_attempt (shop_id, id) on delete cascade,
  constraint bank_notification_once unique (shop_id, protocol, dedupe_key, status)
);
create table bank_notification_refused (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  protocol text not null,
  reason text not null,
  fields jsonb not null,
  received_at timestamptz not null default now()
);
create index bank_notification_refused_day on bank_notification_refused (shop_id, received_at);
create table rescue (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  order_id uuid,
  attempt_id uuid,
  reason text not null check (reason in ('ALREADY_PAID', 'ORDER_CANCELLED', 'OUT_OF_STOCK', 'WRONG_AMOUNT', 'WRONG_CURRENCY', 'UNKNOWN_REFERENCE')),
  amount integer,
  currency char(3),
  bank_transaction_id text,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by_name text,
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade,
  foreign key (shop_id, attempt_id) references bank_attempt (shop_id, id) on delete cascade
);

create table audit_entry (
  id uuid primary key,
  shop_id uuid not null references shop on delete cascade,
  at timestamptz not null default now(),
  member_id uuid not null,
  member_name text not null,
  action text not null,
  subject text not null,
  address text
);
create index audit_entry_newest on audit_entry (shop_id, at desc);

do $$
declare t text;
begin
  foreach t in array array['product', 'variant', 'stock', 'collection', 'collection_product', 'shipping_method', 'order', 'order_line',
    'order_event', 'mail', 'card_payment', 'card_kept', 'certification', 'card_request', 'bank_account', 'bank_attempt', 'bank_sequence',
    'bank_notification', 'bank_notification_refused', 'rescue', 'audit_entry']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy shop_wall on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

-- The roles of the api and worker processes. Neither owns a table; the worker cannot read sealed digits.

grant usage on schema public to triclic_api, triclic_worker;
grant select on shop, shop_key, shop_origin, membership to triclic_api;
grant select, update on member to triclic_api;
grant select, insert, update, delete on session to triclic_api;
grant select on product, variant, collection, collection_product, shipping_method, bank_account to triclic_api;
grant select, update on stock to triclic_api;
grant select, insert, update on "order", mail, card_payment, card_request, bank_attempt, bank_sequence, rescue to triclic_api;
grant select, insert on order_line, order_event, certification, bank_notification, bank_notification_refused, audit_entry to triclic_api;
grant select, insert, delete on card_kept to triclic_api;

grant select on shop, order_line, certification to triclic_worker;
grant select, update on "order", mail, card_payment, bank_attempt to triclic_worker;
grant select, insert on order_event to triclic_worker;
grant insert on mail to triclic_worker;
grant select, update on stock to triclic_worker;
grant select (shop_id, payment_id, erase_at), delete on card_kept to triclic_worker;

-- Scheduled tasks: the owner's functions return (shop_id, id) of the rows that are due in all shops, and nothing else.

create policy sweep on mail for select to current_user using (true);
create policy sweep on card_kept for select to current_user using (true);
create policy sweep on "order" for select to current_user using (true);
create policy sweep on bank_attempt for select to current_user using (true);

create function due_mails(older_than interval, most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select m.shop_id, m.id from mail m where m.status = 'QUEUED' and m.kind <> 'CARD_FRAGMENT' and m.created_at < now() - older_than order by m.created_at limit most $$;
create function waiting_fragments(older_than interval, most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select m.shop_id, m.id from mail m where m.status = 'QUEUED' and m.kind = 'CARD_FRAGMENT' and m.created_at < now() - older_than order by m.created_at limit most $$;
create function due_kept_cards(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select k.shop_id, k.payment_id from card_kept k where k.erase_at <= now() order by k.erase_at limit most $$;
create function due_orders(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.status_since < now() - make_interval(secs => s.order_delay_seconds)
       and not exists (select from bank_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
     order by o.status_since limit most $$;
create function due_bank_attempts(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select a.shop_id, a.id from bank_attempt a join shop s on s.id = a.shop_id
     where a.status = 'OPEN' and a.opened_at < now() - make_interval(secs => s.bank_delay_seconds) order by a.opened_at limit most $$;
revoke all on function due_mails, waiting_fragments, due_kept_cards, due_orders, due_bank_attempts from public;
grant execute on function due_mails, waiting_fragments, due_kept_cards, due_orders, due_bank_attempts to triclic_worker;

-- Notifications that keep the in-memory catalogs up to date. PostgreSQL sends equal ones of a transaction only once.

create function tell_catalog() returns trigger language plpgsql as $$
begin
  perform pg_notify('catalog_changed', s) from (select distinct shop_id::text as s from changed) shops;
  return null;
end $$;
create function tell_stock() returns trigger language plpgsql as $$
begin
  perform pg_notify('stock_changed', shop_id || ' ' || string_agg(variant_id || '=' || available, ' '))
    from (select c.*, (row_number() over ()) / 100 as part from changed c) parts group by shop_id, part;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['product', 'variant', 'collection', 'collection_product', 'shipping_method', 'bank_account']
  loop
    execute format('create trigger told_insert after insert on %I referencing new table as changed for each statement execute function tell_catalog()', t);
    execute format('create trigger told_update after update on %I referencing new table as changed for each statement execute function tell_catalog()', t);
    execute format('create trigger told_delete after delete on %I referencing old table as changed for each statement execute function tell_catalog()', t);
  end loop;
end $$;
create trigger told_insert after insert on stock referencing new table as changed for each statement execute function tell_stock();
create trigger told_update after update on stock referencing new table as changed for each statement execute function tell_stock();
create function tell_shop() returns trigger language plpgsql as $$
begin
  perform pg_notify('shop_changed', '');
  return null;
end $$;
create trigger told after insert or update or delete on shop for each statement execute function tell_shop();
create trigger told after insert or update or delete on shop_key for each statement execute function tell_shop();
create trigger told after insert or update or delete on shop_origin for each statement execute function tell_shop();
