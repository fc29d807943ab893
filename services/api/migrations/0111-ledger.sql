-- The ledger of a shop: each movement of money, appended in the transaction that records it, and chained by hash. See docs/decisions/0077.
create table ledger_entry (
  shop_id uuid not null references shop on delete cascade,
  -- From 1 without gaps.
  sequence bigint not null,
  id uuid not null,
  -- When it was appended (UTC); never before the entry before.
  at timestamptz not null,
  kind text not null check (kind in ('CERTIFICATION', 'BANK_PAYMENT', 'TRANSFER', 'CHEQUE', 'REVERSAL', 'REFUND', 'BANK_REFUND', 'CHARGEBACK',
    'UNMATCHED_RECEIPT', 'UNMATCHED_APPLIED', 'UNMATCHED_REFUND')),
  -- Minor units: positive if the shop received it.
  amount bigint not null check (amount <> 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The sum of all amounts in this currency up to here, of test payments apart.
  running_total bigint not null,
  -- No foreign key, because entries outlive orders.
  order_id uuid,
  order_code text,
  -- The certification, payment attempt, unmatched payment or refund that it records.
  subject_id uuid not null,
  -- What the bank calls it: an authorization number, a transaction, a refund. Never card digits, never a buyer's name.
  reference text,
  -- A payment of a bank's test environment, which no total contains.
  is_test boolean not null,
  -- Empty for the first entry.
  previous_hash bytea not null,
  hash bytea not null,
  primary key (shop_id, sequence)
);
create unique index ledger_entry_id on ledger_entry (shop_id, id);
create index ledger_entry_order on ledger_entry (shop_id, order_id, sequence);
create index ledger_entry_subject on ledger_entry (shop_id, subject_id, sequence);
create index ledger_entry_total on ledger_entry (shop_id, currency, is_test, sequence);
create index ledger_entry_at on ledger_entry (shop_id, at, sequence);

-- The end of a shop's ledger. Its row is locked by the last statement of a transaction, so that none waits for long.
create table ledger_head (
  shop_id uuid primary key references shop on delete cascade,
  sequence bigint not null default 0,
  hash bytea not null default '\x',
  -- No later entry is before it.
  at timestamptz not null default '-infinity',
  -- The end of the first period that is not closed yet; null while there is none.
  due_at timestamptz
);
create index ledger_head_due on ledger_head (shop_id, due_at) where due_at is not null;

do $$
declare
  t text;
begin
  foreach t in array array['ledger_entry', 'ledger_head'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
    execute format('create policy tasks_append_all_shops on %I to triclic_tasks using (true)', t);
  end loop;
end $$;

-- Nobody changes or removes an entry, not even who may change tables; only a shop that is deleted takes its ledger along.
create function refuse_ledger_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return null; end if;
  raise exception 'the ledger is append-only: % of % is refused', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on ledger_entry for each statement execute function refuse_ledger_change();

-- What is hashed: each value after its length in bytes, or a hyphen for null. src/payment/ledger/ledger-hash.ts computes the same.
create function ledger_entry_hash(e ledger_entry) returns bytea language sql stable as $$
  select sha256(e.previous_hash || convert_to(concat(
    audit_value(e.shop_id::text), audit_value(e.sequence::text), audit_value(e.id::text), audit_value(audit_time(e.at)), audit_value(e.kind),
    audit_value(e.amount::text), audit_value(e.currency), audit_value(e.running_total::text), audit_value(e.order_id::text), audit_value(e.order_code),
    audit_value(e.subject_id::text), audit_value(e.reference), audit_value(e.is_test::text)), 'UTF8'))
$$;

-- Appends an entry whose place, total, hashes and, if it is null, is_test are still missing. The caller has locked the head and stores the one returned.
create function add_to_ledger(head ledger_head, e ledger_entry) returns ledger_head language plpgsql as $$
begin
  e.shop_id := head.shop_id;
  e.sequence := head.sequence + 1;
  e.id := coalesce(e.id, gen_random_uuid());
  e.order_code := (select o.code from "order" o where o.shop_id = e.shop_id and o.id = e.order_id);
  e.is_test := coalesce(e.is_test,
    (select l.is_test from ledger_entry l where l.shop_id = e.shop_id and l.subject_id = e.subject_id order by l.sequence limit 1),
    (select l.is_test from ledger_entry l where l.shop_id = e.shop_id and l.order_id = e.order_id order by l.sequence limit 1), false);
  e.running_total := e.amount + coalesce((select l.running_total from ledger_entry l
    where l.shop_id = e.shop_id and l.currency = e.currency and l.is_test = e.is_test order by l.sequence desc limit 1), 0);
  e.previous_hash := head.hash;
  e.hash := ledger_entry_hash(e);
  insert into ledger_entry select e.*;
  head.sequence := e.sequence;
  head.hash := e.hash;
  head.at := e.at;
  head.due_at := coalesce(head.due_at, (
    select (date_trunc('day', e.at at time zone s.time_zone) + interval '1 day') at time zone s.time_zone from shop s where s.id = e.shop_id));
  return head;
end $$;

-- Appends the entries (kind, amount, currency, order_id, subject_id, reference, is_test) to the ledger of the transaction's shop.
create function append_ledger(entries jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  for_shop uuid := nullif(current_setting('app.shop_id', true), '')::uuid;
  head ledger_head;
  e ledger_entry;
begin
  insert into ledger_head (shop_id) values (for_shop) on conflict do nothing;
  select * into strict head from ledger_head h where h.shop_id = for_shop for update;
  for e in select * from jsonb_populate_recordset(null::ledger_entry, entries) loop
    e.at := greatest(head.at, clock_timestamp());
    head := add_to_ledger(head, e);
  end loop;
  update ledger_head h set sequence = head.sequence, hash = head.hash, at = head.at, due_at = head.due_at where h.shop_id = for_shop;
end $$;

grant select on ledger_entry, ledger_head to triclic_api, triclic_worker;
grant select, insert on ledger_entry to triclic_tasks;
grant select, insert, update on ledger_head to triclic_tasks;
grant select (id, time_zone) on shop to triclic_tasks;
grant select (code) on "order" to triclic_tasks;
revoke all on function append_ledger from public;
grant execute on function append_ledger to triclic_api;
alter function append_ledger owner to triclic_tasks;
