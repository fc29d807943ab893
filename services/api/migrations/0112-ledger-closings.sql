-- The days, months and years of a ledger, closed with their totals when they are over. See docs/decisions/0077.
create table ledger_closing (
  shop_id uuid not null references shop on delete cascade,
  -- From 1 without gaps, over all kinds of periods.
  sequence bigint not null,
  id uuid not null,
  period_kind text not null check (period_kind in ('DAY', 'MONTH', 'YEAR')),
  -- Its first day in the shop's time zone.
  period date not null,
  currency text not null,
  is_test boolean not null,
  -- The first and the last entry of the period, of any currency.
  first_entry bigint not null,
  last_entry bigint not null check (last_entry >= first_entry),
  -- Those of the currency.
  entry_count integer not null check (entry_count > 0),
  -- Minor units: the sums of the positive and of the negative amounts, and all amounts since the first entry of the ledger.
  received bigint not null check (received >= 0),
  returned bigint not null check (returned <= 0),
  grand_total bigint not null,
  closed_at timestamptz not null,
  -- Of the last entry, so that the closings also prove the entries.
  last_entry_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (shop_id, sequence)
);
create unique index ledger_closing_id on ledger_closing (shop_id, id);
create unique index ledger_closing_once on ledger_closing (shop_id, period_kind, period, currency, is_test);

alter table ledger_head
  add column closing_sequence bigint not null default 0,
  add column closing_hash bytea not null default '\x',
  -- The last entry that a closed day, month and year contains.
  add column closed_days_to bigint not null default 0,
  add column closed_months_to bigint not null default 0,
  add column closed_years_to bigint not null default 0;

alter table ledger_closing enable row level security;
alter table ledger_closing force row level security;
alter table ledger_closing alter column shop_id set statistics 0;
create policy tenant_isolation on ledger_closing
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
create policy tasks_append_all_shops on ledger_closing to triclic_tasks using (true);
create trigger append_only before update or delete or truncate on ledger_closing for each statement execute function refuse_ledger_change();

-- src/payment/ledger/ledger-hash.ts computes the same.
create function ledger_closing_hash(c ledger_closing) returns bytea language sql stable as $$
  select sha256(c.previous_hash || convert_to(concat(
    audit_value(c.shop_id::text), audit_value(c.sequence::text), audit_value(c.id::text), audit_value(c.period_kind), audit_value(c.period::text),
    audit_value(c.currency), audit_value(c.is_test::text), audit_value(c.first_entry::text), audit_value(c.last_entry::text),
    audit_value(c.entry_count::text), audit_value(c.received::text), audit_value(c.returned::text), audit_value(c.grand_total::text),
    audit_value(audit_time(c.closed_at)), audit_value(encode(c.last_entry_hash, 'hex'))), 'UTF8'))
$$;

-- The first day of the period that the next entry belongs to. What comes after a period is closed belongs to the one after it, even if the shop
-- has moved to another time zone.
create function open_ledger_period(for_shop uuid, kind text, entry_at timestamptz, zone text) returns date language sql stable as $$
  select greatest(date_trunc(lower(kind), entry_at at time zone zone)::date,
    (select (max(c.period) + ('1 ' || lower(kind))::interval)::date from ledger_closing c where c.shop_id = for_shop and c.period_kind = kind))
$$;

-- Closes the periods of the transaction's shop that are over, and returns how many rows it wrote. Run again, it writes nothing.
create function close_ledger() returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  for_shop uuid := nullif(current_setting('app.shop_id', true), '')::uuid;
  zone text := (select s.time_zone from shop s where s.id = for_shop);
  now_at timestamptz := clock_timestamp();
  head ledger_head;
  c ledger_closing;
  kind text;
  next_at timestamptz;
  closed_to bigint;
  first_day date;
  ends_at timestamptz;
  written integer := 0;
begin
  select * into head from ledger_head h where h.shop_id = for_shop for update;
  if not found then return 0; end if;
  head.due_at := null;
  foreach kind in array array['DAY', 'MONTH', 'YEAR'] loop
    closed_to := case kind when 'DAY' then head.closed_days_to when 'MONTH' then head.closed_months_to else head.closed_years_to end;
    loop
      select e.at into next_at from ledger_entry e where e.shop_id = for_shop and e.sequence = closed_to + 1;
      exit when not found;
      first_day := open_ledger_period(for_shop, kind, next_at, zone);
      ends_at := (first_day + ('1 ' || lower(kind))::interval) at time zone zone;
      if ends_at > now_at then
        head.due_at := least(head.due_at, ends_at);
        exit;
      end if;
      c.first_entry := closed_to + 1;
      select e.sequence, e.hash into strict c.last_entry, c.last_entry_hash from ledger_entry e
        where e.shop_id = for_shop and e.at < ends_at order by e.at desc, e.sequence desc limit 1;
      for c.currency, c.is_test, c.entry_count, c.received, c.returned in
        select e.currency, e.is_test, count(*), coalesce(sum(e.amount) filter (where e.amount > 0), 0),
          coalesce(sum(e.amount) filter (where e.amount < 0), 0)
        from ledger_entry e where e.shop_id = for_shop and e.sequence between c.first_entry and c.last_entry
        group by e.currency, e.is_test order by e.currency, e.is_test
      loop
        c.shop_id := for_shop;
        c.sequence := head.closing_sequence + 1;
        c.id := gen_random_uuid();
        c.period_kind := kind;
        c.period := first_day;
        select e.running_total into strict c.grand_total from ledger_entry e
          where e.shop_id = for_shop and e.currency = c.currency and e.is_test = c.is_test and e.sequence <= c.last_entry
          order by e.sequence desc limit 1;
        c.closed_at := now_at;
        c.previous_hash := head.closing_hash;
        c.hash := ledger_closing_hash(c);
        insert into ledger_closing select c.*;
        head.closing_sequence := c.sequence;
        head.closing_hash := c.hash;
        written := written + 1;
      end loop;
      closed_to := c.last_entry;
      -- Whatever the clock does, nothing enters a closed period any more.
      head.at := greatest(head.at, ends_at);
    end loop;
    case kind
      when 'DAY' then head.closed_days_to := closed_to;
      when 'MONTH' then head.closed_months_to := closed_to;
      else head.closed_years_to := closed_to;
    end case;
  end loop;
  update ledger_head h set at = head.at, due_at = head.due_at, closing_sequence = head.closing_sequence, closing_hash = head.closing_hash,
    closed_days_to = head.closed_days_to, closed_months_to = head.closed_months_to, closed_years_to = head.closed_years_to
    where h.shop_id = for_shop;
  return written;
end $$;

create view due_ledger_closing with (security_invoker = true) as
  select h.shop_id, h.shop_id as id, h.due_at from ledger_head h where h.due_at <= now();

grant select on ledger_closing to triclic_api, triclic_worker;
grant select, insert on ledger_closing to triclic_tasks;
grant select on due_ledger_closing to triclic_tasks, triclic_worker;
revoke all on function close_ledger from public;
grant execute on function close_ledger to triclic_worker;
alter function close_ledger owner to triclic_tasks;
