-- Bank accounts that merchants manage in the portal.

-- The unique constraint on (shop_id, protocol) stays: the URL /bank/<protocol>/notify/<shop> does not name the account.
alter table bank_account
  add column archived_at timestamptz,
  -- Last change of URL, identity, environment or keys: an earlier test payment proves nothing about the new settings.
  add column settings_set_at timestamptz not null default now(),
  -- Maps the name of each secret to the time it was set.
  add column secrets_set_at jsonb not null default '{}',
  add constraint bank_account_archived_is_closed check (archived_at is null or not enabled);

-- Settings before a change: payments that were started with them are still accepted for a while.
create table bank_account_earlier (
  id uuid primary key,
  shop_id uuid not null,
  bank_account_id uuid not null,
  environment text not null check (environment in ('TEST', 'PRODUCTION')),
  payment_url text not null,
  identity text not null,
  sealed_credentials bytea not null,
  replaced_at timestamptz not null default now(),
  foreign key (shop_id, bank_account_id) references bank_account (shop_id, id) on delete cascade
);
create index bank_account_earlier_account on bank_account_earlier (shop_id, bank_account_id);
create index bank_account_earlier_due on bank_account_earlier (replaced_at);

-- A test payment has no order, so it is not stored as a bank_attempt: those count as money of an order.
create table bank_trial (
  id uuid primary key,
  shop_id uuid not null,
  bank_account_id uuid not null,
  protocol text not null,
  reference text not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'PENDING', 'PAID', 'REFUSED', 'CANCELLED', 'MISMATCHED')),
  amount integer not null,
  currency char(3) not null,
  environment text not null check (environment in ('TEST', 'PRODUCTION')),
  bank_status text,
  authorization_number text,
  opened_at timestamptz not null default now(),
  notified_at timestamptz,
  foreign key (shop_id, bank_account_id) references bank_account (shop_id, id) on delete cascade,
  unique (shop_id, protocol, reference)
);
create index bank_trial_newest on bank_trial (shop_id, bank_account_id, opened_at desc);

do $$
declare t text;
begin
  foreach t in array array['bank_account_earlier', 'bank_trial']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy shop_wall on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant insert, delete on bank_account to triclic_api;
grant update (name, environment, payment_url, identity, sealed_credentials, enabled, position, archived_at, settings_set_at, secrets_set_at)
  on bank_account to triclic_api;
grant update (payment_modes) on shop to triclic_api;
grant select, insert, delete on bank_account_earlier to triclic_api;
grant select, insert on bank_trial to triclic_api;
grant update (status, bank_status, authorization_number, notified_at) on bank_trial to triclic_api;

grant select (shop_id, id, replaced_at), delete on bank_account_earlier to triclic_worker;
create policy sweep on bank_account_earlier for select to current_user using (true);
create function due_earlier_bank_settings(older_than interval, most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select e.shop_id, e.id from bank_account_earlier e where e.replaced_at < now() - older_than order by e.replaced_at limit most $$;
revoke all on function due_earlier_bank_settings from public;
grant execute on function due_earlier_bank_settings to triclic_worker;
