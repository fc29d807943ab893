-- The ledger of what was received and returned before there was one, in the order of time. Money that came back to the buyer is never more than
-- what the order had received.
create function fill_ledger(for_shop uuid) returns void language plpgsql as $$
declare
  head ledger_head;
  e ledger_entry;
  left_of_order bigint;
begin
  insert into ledger_head (shop_id) values (for_shop) on conflict do nothing;
  select * into strict head from ledger_head h where h.shop_id = for_shop for update;
  if head.sequence > 0 then return; end if;
  for e.at, e.kind, e.amount, e.currency, e.order_id, e.subject_id, e.reference, e.is_test in
    with movement (at, rank, kind, amount, currency, order_id, subject_id, reference, is_test) as (
      select c.certified_at, 3, 'CERTIFICATION', c.amount, c.currency::text, p.order_id, c.id, c.authorization_number, false
      from certification c join card_payment p on p.shop_id = c.shop_id and p.id = c.payment_id
      where c.shop_id = for_shop and c.outcome = 'APPROVED'
      union all
      select coalesce(o.paid_at, a.updated_at), 3, 'BANK_PAYMENT', coalesce(a.paid_amount, a.amount), a.currency, a.order_id, a.id, a.reference,
        a.environment = 'TEST'
      from payment_attempt a join "order" o on o.shop_id = a.shop_id and o.id = a.order_id where a.shop_id = for_shop and a.status = 'PAID'
      union all
      select u.opened_at, 1, 'UNMATCHED_RECEIPT', u.amount, u.currency, u.order_id, u.id, u.bank_transaction_id, a.environment = 'TEST'
      from unmatched_payment u left join payment_attempt a on a.shop_id = u.shop_id and a.id = u.attempt_id
      where u.shop_id = for_shop and u.currency is not null
      union all
      select s.at, 2, case s.kind when 'ACCEPTED' then 'UNMATCHED_APPLIED' else 'UNMATCHED_REFUND' end, -s.amount, s.currency, u.order_id, u.id,
        s.bank_reference, null
      from unmatched_payment_action s join unmatched_payment u on u.shop_id = s.shop_id and u.id = s.unmatched_payment_id
      where s.shop_id = for_shop and s.kind in ('ACCEPTED', 'REFUNDED')
      union all
      select s.at, 2, 'UNMATCHED_REFUND', refunded.amount, refunded.currency, u.order_id, u.id, refunded.bank_reference, null
      from unmatched_payment_action s join unmatched_payment u on u.shop_id = s.shop_id and u.id = s.unmatched_payment_id
        cross join lateral (select r.amount, r.currency, r.bank_reference from unmatched_payment_action r
          where r.shop_id = s.shop_id and r.unmatched_payment_id = s.unmatched_payment_id and r.kind = 'REFUNDED' and r.at <= s.at
          order by r.at desc limit 1) refunded
      where s.shop_id = for_shop and s.kind = 'REOPENED'
      union all
      -- Money of which the amount was unknown until it was refunded.
      select s.at, 1, 'UNMATCHED_RECEIPT', s.amount, s.currency, u.order_id, u.id, u.bank_transaction_id, null
      from unmatched_payment_action s join unmatched_payment u on u.shop_id = s.shop_id and u.id = s.unmatched_payment_id
      where s.shop_id = for_shop and s.kind = 'REFUNDED' and u.outcome = 'REFUNDED' and (u.amount is null or u.currency is null)
        and s.at = (select max(r.at) from unmatched_payment_action r
          where r.shop_id = s.shop_id and r.unmatched_payment_id = s.unmatched_payment_id and r.kind = 'REFUNDED')
      union all
      select n.at, 4, case n.data->>'news' when 'REFUNDED' then 'BANK_REFUND' else 'REVERSAL' end,
        -case n.data->>'news' when 'REFUNDED' then (n.data->>'amount')::bigint
          when 'PARTIALLY_CAPTURED' then coalesce(a.paid_amount, a.amount) - (n.data->>'amount')::bigint
          else coalesce(a.paid_amount, a.amount) end,
        a.currency, a.order_id, a.id, a.bank_transaction_id, a.environment = 'TEST'
      from domain_event n join payment_attempt a on a.shop_id = n.shop_id and a.id = (n.data->>'attemptId')::uuid
      where n.shop_id = for_shop and n.type = 'bank_payment.changed'
    )
    select m.at, m.kind, m.amount, m.currency, m.order_id, m.subject_id, m.reference, m.is_test from movement m
    where m.amount <> 0 order by m.at, m.rank, m.subject_id
  loop
    if e.kind in ('BANK_REFUND', 'REVERSAL') then
      left_of_order := (select coalesce(sum(l.amount), 0) from ledger_entry l
        where l.shop_id = for_shop and l.order_id = e.order_id and l.kind not like 'UNMATCHED%');
      e.amount := greatest(e.amount, -left_of_order);
      continue when e.amount >= 0;
    end if;
    head := add_to_ledger(head, e);
  end loop;
  update ledger_head h set sequence = head.sequence, hash = head.hash, at = head.at, due_at = head.due_at where h.shop_id = for_shop;
end $$;

do $$
declare
  s record;
begin
  for s in select id from shop order by id loop
    perform set_config('app.shop_id', s.id::text, true);
    perform fill_ledger(s.id);
  end loop;
  perform set_config('app.shop_id', '', true);
end $$;
drop function fill_ledger;
