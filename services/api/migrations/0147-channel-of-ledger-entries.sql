-- How the order came in: card payments of telephone and mail orders are told apart from those of the website, as the bank tells them apart.
-- Null without an order, and for entries from before this column.
alter table ledger_entry add column channel text check (channel in ('WEB', 'TELEPHONE', 'MAIL'));

grant select (channel) on "order" to triclic_tasks;

-- A null channel adds nothing, so that the hashes of earlier entries stay as they are. src/payment/ledger/ledger-hash.ts computes the same.
create or replace function ledger_entry_hash(e ledger_entry) returns bytea language sql stable as $$
  select sha256(e.previous_hash || convert_to(concat(
    audit_value(e.shop_id::text), audit_value(e.sequence::text), audit_value(e.id::text), audit_value(audit_time(e.at)), audit_value(e.kind),
    audit_value(e.amount::text), audit_value(e.currency), audit_value(e.running_total::text), audit_value(e.order_id::text), audit_value(e.order_code),
    audit_value(e.subject_id::text), audit_value(e.reference), audit_value(e.is_test::text),
    case when e.channel is not null then audit_value(e.channel) end), 'UTF8'))
$$;

create or replace function add_to_ledger(head ledger_head, e ledger_entry) returns ledger_head language plpgsql as $$
begin
  e.shop_id := head.shop_id;
  e.sequence := head.sequence + 1;
  e.id := coalesce(e.id, gen_random_uuid());
  select o.code, o.channel into e.order_code, e.channel from "order" o where o.shop_id = e.shop_id and o.id = e.order_id;
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
