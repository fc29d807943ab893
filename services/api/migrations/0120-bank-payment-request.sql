-- Mails that ask a buyer to pay in a certain way: at the bank, by transfer, by cheque. Whatever other kinds there are stays allowed.
do $$
declare
  c record;
begin
  for c in select conrelid::regclass as table_name, conname, pg_get_constraintdef(oid) as definition
    from pg_constraint where conname in ('mail_kind_check', 'mail_text_kind_check')
  loop
    execute format('alter table %s drop constraint %I', c.table_name, c.conname);
    execute format('alter table %s add constraint %I %s', c.table_name, c.conname, replace(c.definition, 'ARRAY[',
      'ARRAY[''BANK_PAYMENT_REQUEST''::text, ''TRANSFER_INSTRUCTIONS''::text, ''CHEQUE_INSTRUCTIONS''::text, '));
  end loop;
end $$;
